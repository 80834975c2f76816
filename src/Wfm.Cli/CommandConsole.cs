using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Wfm.Cli;

/// <summary>Where a command reads the time and writes its words: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress and complaints.</param>
/// <param name="ShowsProgress">Whether <see cref="Error"/> is a terminal somebody looks at.</param>
/// <param name="Clock">What time it is.</param>
public sealed record CommandConsole(TextWriter Out, TextWriter Error, bool ShowsProgress, IClock Clock)
{
    /// <summary>The process's own streams and the system's clock.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The composition root is where the clock is read.")]
    public static CommandConsole OfProcess() =>
        new(Console.Out, Console.Error, !Console.IsErrorRedirected, SystemClock.Instance);
}
