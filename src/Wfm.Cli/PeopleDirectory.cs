namespace Wfm.Cli;

/// <summary>The files of a centre: in the directory itself, or one level up where a sample keeps its queues and targets.</summary>
internal static class PeopleDirectory
{
    private static readonly string[] OfTheCentre = ["queues.csv", "groups.csv", "targets.csv", "opening_hours.csv", "holidays.csv", "events.csv", "new_queues.csv", "posts.csv"];

    public static Func<string, Stream?> Opener(DirectoryInfo directory)
    {
        if (!directory.Exists)
        {
            throw new UsageException($"There is no directory {directory.FullName}.");
        }

        return name => Candidates(directory, name).FirstOrDefault(File.Exists) is { } path ? File.OpenRead(path) : null;
    }

    private static IEnumerable<string> Candidates(DirectoryInfo directory, string name)
    {
        yield return Path.Combine(directory.FullName, name);
        if (directory.Parent is { } above && OfTheCentre.Contains(name))
        {
            yield return Path.Combine(above.FullName, name);
        }
    }
}
