using System.Globalization;
using Wfm.Server.Api;

namespace Wfm.Server.Tests.Security;

/// <summary>Real objects for the rows of authz-matrix.csv: which agent, message … a relation means to a caller, and what a write sends.</summary>
public sealed class MatrixObjects
{
    private int _keys;

    private MatrixObjects()
    {
    }

    public static Task<MatrixObjects> CreateAsync(RunningServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return Task.FromResult(new MatrixObjects());
    }

    public string Path(MatrixRow row, string subject)
    {
        string path = row.Route.Replace("{unit}", "1", StringComparison.Ordinal);
        path = path.Replace("{agent}", Agent(row.Relation, subject), StringComparison.Ordinal);
        path = path.Replace("{run}", "999999", StringComparison.Ordinal);
        return path.Replace("{message}", "999999", StringComparison.Ordinal);
    }

    public object? Body(MatrixRow row, string subject) => (row.Method, row.Route) switch
    {
        ("GET" or "DELETE", _) => null,
        (_, "/api/session") => new { login = "anna", password = House.Password },
        _ => new { },
    };

    public (string Name, string Value)[] Headers(MatrixRow row) => row.Method == "GET"
        ? []
        : [(Idempotent.Header, string.Create(CultureInfo.InvariantCulture, $"matrix-{++_keys}")), ("If-Match", "\"0\"")];

    // Anna is 0001 and Greta 0004, both of group ett; 0005 belongs to group två.
    private static string Agent(string relation, string subject) => relation switch
    {
        "own" => subject == "gruppledare" ? "0004" : "0001",
        "group" => "0002",
        "other" => "0005",
        _ => "0001",
    };
}
