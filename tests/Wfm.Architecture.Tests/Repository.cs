using System.Xml.Linq;

namespace Wfm.Architecture.Tests;

/// <summary>The checked-out repository, found upwards from the running test.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(TestContext.CurrentContext.TestDirectory);

    public static IReadOnlyList<string> Projects(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> References(string project, string element) =>
        [.. XDocument.Load(project).Descendants(element)
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Order(StringComparer.Ordinal)];

    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories));

    private static string FindRoot(string from)
    {
        for (DirectoryInfo? folder = new(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Wfm.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Wfm.sln above {from}.");
    }
}
