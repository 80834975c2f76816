using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Wfm.Testing.Postgres;

/// <summary>A private PostgreSQL for one test run: its own data folder, its own free port on the loopback address, gone when disposed.</summary>
/// <remarks>Durability is left as it is in production (fsync on), so that tests measure and break what users have.</remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const int StartAttempts = 5;

    private readonly string _folder;
    private readonly string _binaries;
    private int _databases;

    private PostgresCluster(string folder, string binaries, int port)
    {
        _folder = folder;
        _binaries = binaries;
        Port = port;
    }

    /// <summary>The port it listens on, at 127.0.0.1.</summary>
    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates and starts a cluster; takes about a second.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start; the message says what to do.</exception>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken)
    {
        string binaries = PostgresBinaries.Find();
        string folder = Path.Combine(Path.GetTempPath(), $"wfm-postgres-{Environment.ProcessId}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(4))}");
        Directory.CreateDirectory(folder);
        try
        {
            await PostgresBinaries.OwnAsync(folder, cancellationToken);
            await PostgresBinaries.RunAsync(
                [Path.Combine(binaries, "initdb"), "-D", Path.Combine(folder, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
                cancellationToken);
            return await StartAsync(folder, binaries, cancellationToken);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Creates an empty database.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text to connect to it, an Npgsql keyword string.</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) => CreateDatabaseAsync("template1", cancellationToken);

    /// <summary>Creates a copy of a database nobody is connected to.</summary>
    /// <param name="template">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The text to connect to the copy, an Npgsql keyword string.</returns>
    public async Task<string> CreateDatabaseAsync(string template, CancellationToken cancellationToken)
    {
        string name = $"wfm_{Interlocked.Increment(ref _databases)}";
        await using NpgsqlConnection connection = new(ConnectionText("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using NpgsqlCommand command = new($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionText(name);
    }

    /// <summary>Restarts the server on the same port, under whoever is connected.</summary>
    /// <param name="mode"><c>fast</c> ends sessions in order; <c>immediate</c> is a crash with recovery at the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RestartAsync(string mode, CancellationToken cancellationToken) => PostgresBinaries.RunAsync(
        [Path.Combine(_binaries, "pg_ctl"), "-D", Data, "-l", Path.Combine(_folder, "log"), "-m", mode, "-w", "-t", "60", "restart"], cancellationToken);

    /// <summary>Stops the server and removes every trace of it.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await PostgresBinaries.RunAsync([Path.Combine(_binaries, "pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop"], CancellationToken.None);
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<PostgresCluster> StartAsync(string folder, string binaries, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            // Between finding a free port and using it another process may take it: then try the next one.
            PostgresCluster cluster = new(folder, binaries, FreePort());
            string log = Path.Combine(folder, "log");
            string options = $"-p {cluster.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{folder}' -c max_connections=200";
            try
            {
                await PostgresBinaries.RunAsync(
                    [Path.Combine(binaries, "pg_ctl"), "-D", cluster.Data, "-l", log, "-w", "-t", "60", "-o", options, "start"], cancellationToken);
                return cluster;
            }
            catch (InvalidOperationException failed) when (attempt == StartAttempts)
            {
                string tail = File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "";
                throw new InvalidOperationException($"PostgreSQL did not start. {failed.Message}\n{tail}", failed);
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ConnectionText(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Include Error Detail=true;Maximum Pool Size=20";
}
