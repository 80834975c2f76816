namespace Wfm.Architecture.Tests;

/// <summary>Using directives stand as <c>dotnet format</c> puts them; asking it takes minutes, reading the files a moment.</summary>
[TestFixture]
public sealed class UsingOrderTests
{
    [Test]
    public void Using_directives_stand_in_order_those_of_System_first()
    {
        string[] disordered =
        [
            .. Repository.SourceFiles("src", "tests", "samples", "benchmarks").Where(file => !IsInOrder(File.ReadLines(file)))
                .Select(file => Path.GetRelativePath(Repository.Root, file)),
        ];

        disordered.ShouldBeEmpty();
    }

    [TestCase("using System;\nusing System.Text;\nusing Npgsql;\nusing Wfm.Domain;\nusing static System.Math;\nusing Day = NodaTime.LocalDate;", true)]
    [TestCase("using Npgsql;\nusing System.Text;", false)]
    [TestCase("using System.Text;\nusing System.Linq;", false)]
    [TestCase("using static System.Math;\nusing Npgsql;", false)]
    [TestCase("using Systematic;\nusing System;", false)]
    public void Order_is_told_from_disorder(string text, bool isInOrder) => IsInOrder(text.Split('\n')).ShouldBe(isInOrder);

    private static bool IsInOrder(IEnumerable<string> lines)
    {
        string[] found = [.. lines.Where(line => line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';')).Select(line => line[6..^1])];
        string[] sorted =
        [
            .. found.OrderBy(Kind)
                .ThenBy(name => name is "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(name => name, StringComparer.OrdinalIgnoreCase),
        ];
        return found.SequenceEqual(sorted);
    }

    // Namespaces, then static classes, then other names for things.
    private static int Kind(string name) => name.Contains('=', StringComparison.Ordinal) ? 2 : name.StartsWith("static ", StringComparison.Ordinal) ? 1 : 0;
}
