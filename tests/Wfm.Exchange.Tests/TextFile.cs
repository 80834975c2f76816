using System.Text;
using NodaTime;

namespace Wfm.Exchange.Tests;

/// <summary>Small words for files in tests.</summary>
internal static class TextFile
{
    public static DateTimeZone Stockholm { get; } = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    public static MemoryStream Of(string text, Encoding? encoding = null) => new((encoding ?? new UTF8Encoding(false)).GetBytes(text));

    /// <summary>A file of lines, each ended by a line feed.</summary>
    public static MemoryStream Lines(params string[] lines) => Of(string.Concat(lines.Select(line => line + "\n")));

    public static ImportResult<IReadOnlyList<CallSeries>> Calls(params string[] lines) =>
        CallsCsv.Read(Lines(lines), "calls.csv", CallColumns.Wfm, Stockholm);

    public static string[] ProblemsOf<T>(ImportResult<T> result)
        where T : class =>
        [.. result.Problems.Select(problem => problem.ToString())];

    public static string[] WarningsOf<T>(ImportResult<T> result)
        where T : class =>
        [.. result.Warnings.Select(warning => warning.ToString())];

    public static CallSeries Only(this ImportResult<IReadOnlyList<CallSeries>> result)
    {
        ProblemsOf(result).ShouldBeEmpty();
        return result.Value!.ShouldHaveSingleItem();
    }

    public static string Written(Action<TextWriter> write)
    {
        using StringWriter writer = new();
        write(writer);
        return writer.ToString();
    }
}
