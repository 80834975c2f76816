namespace Wfm.Server.Tests.Security;

/// <summary>What the rows of authz-matrix.csv about accounts, keys and master data mean in the house.</summary>
internal static class MasterDataObjects
{
    private static readonly (string Name, string Value)[] Values =
    [
        ("{account}", "3"), ("{key}", "999999"), ("{group}", "ett"), ("{contract}", "hel"), ("{template}", "kort"), ("{queue}", "bygg"),
    ];

    public static string Path(string path) => Values.Aggregate(path, (filled, value) => filled.Replace(value.Name, value.Value, StringComparison.Ordinal));

    public static bool IsList(string route) => route.EndsWith("/special-days", StringComparison.Ordinal)
        || route.EndsWith("/events-known", StringComparison.Ordinal) || route.EndsWith("/new-queues", StringComparison.Ordinal) || route.EndsWith("/activities", StringComparison.Ordinal);
}
