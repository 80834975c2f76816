using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What somebody means to do from a moment on: the shift with the small lateness of people.</summary>
/// <param name="At">From when.</param>
/// <param name="State">The code they set; empty for taking contacts.</param>
internal readonly record struct ReplayIntent(Instant At, string State)
{
    private const string LoggedOff = "LOGGED-OFF";

    /// <summary>A shift as it is lived.</summary>
    public static IEnumerable<ReplayIntent> Of(Shift shift, SampleRandom random)
    {
        ShiftActivity[] pieces = [.. shift.Activities.OrderBy(piece => piece.Span.Start).SkipWhile(piece => piece.Kind == ActivityKind.Absence)];
        bool isLate = random.Chance(0.02);
        for (int at = 0; at < pieces.Length; at++)
        {
            // Two in a hundred come ten to twenty-five minutes late; breaks begin to the minute and end a little after.
            double late = at == 0 ? isLate ? random.Uniform(10, 25) : random.Uniform(-2, 3) : pieces[at - 1].Kind is ActivityKind.Break or ActivityKind.Lunch ? random.Uniform(0, 2.5) : random.Uniform(0, 1);
            yield return new ReplayIntent(pieces[at].Span.Start + Duration.FromSeconds(Math.Round(late * 60)), CodeOf(pieces[at].Kind));
        }

        if (pieces.Length > 0)
        {
            yield return new ReplayIntent(pieces[^1].Span.End + Duration.FromSeconds(random.Below(120)), LoggedOff);
        }
    }

    private static string CodeOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Contacts => "",
        ActivityKind.Break => "AUX1",
        ActivityKind.Lunch => "AUX2",
        ActivityKind.Meeting or ActivityKind.Training or ActivityKind.Coaching => "AUX3",
        ActivityKind.BackOffice => "EMAIL",
        ActivityKind.Administration => "ADMIN",
        ActivityKind.Absence => LoggedOff,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An activity nobody has a state for."),
    };
}
