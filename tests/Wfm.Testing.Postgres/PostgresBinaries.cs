using System.Diagnostics;

namespace Wfm.Testing.Postgres;

/// <summary>The programs of an installed PostgreSQL, run as a user they accept.</summary>
internal static class PostgresBinaries
{
    private const string Missing =
        "PostgreSQL is not installed, and these tests run on a real one. Install it with: apt-get install postgresql "
        + "(tests/run does so where it may), or put the folder of initdb and pg_ctl on the PATH.";

    /// <summary>The folder with initdb and pg_ctl: the newest Debian package, else the PATH.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
    public static string Find()
    {
        const string Debian = "/usr/lib/postgresql";
        IEnumerable<string> packaged = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return packaged.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            ?? throw new InvalidOperationException(Missing);
    }

    /// <summary>Gives a folder to the user the server runs as. PostgreSQL refuses to run as root; then it is the user the package made.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await StartAsync("chown", ["postgres", folder], cancellationToken);
        }
    }

    /// <summary>Runs a program of PostgreSQL to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public static Task RunAsync(string[] command, CancellationToken cancellationToken) => Environment.IsPrivilegedProcess
        ? StartAsync("runuser", ["-u", "postgres", "--", .. command], cancellationToken)
        : StartAsync(command[0], command[1..], cancellationToken);

    private static async Task StartAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // A server started by pg_ctl inherits the streams, so they go to a file rather than to a pipe that would never end.
        string said = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new("/bin/sh") { WorkingDirectory = "/", RedirectStandardInput = true };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add("said=\"$1\"; shift; exec \"$@\" >\"$said\" 2>&1 </dev/null");
            start.ArgumentList.Add("sh");
            start.ArgumentList.Add(said);
            start.ArgumentList.Add(program);
            foreach (string argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} cannot be started.");
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(said, cancellationToken)}");
            }
        }
        finally
        {
            File.Delete(said);
        }
    }
}
