using NodaTime;
using Wfm.Domain;

namespace Wfm.Intraday.Tests.Adherences;

/// <summary>A feed of a morning in ten thousand orders: duplicated, reversed, late, with snapshots that forget somebody. It always ends in the same line and the same minutes.</summary>
[TestFixture]
public sealed class FeedOrderTests
{
    private const int Permutations = 10_000;
    private static readonly AgentId Ana = new("0063");
    private static readonly Instant Eight = Instant.FromUtc(2026, 3, 2, 7, 0);
    private static readonly Interval Window = new(Eight, Eight + Duration.FromHours(4));

    private static readonly Shift Morning = new(Ana, new LocalDate(2026, 3, 2), Window,
    [
        new ShiftActivity(ActivityKind.Contacts, new Interval(Eight, Minute(90))),
        new ShiftActivity(ActivityKind.Break, new Interval(Minute(90), Minute(105))),
        new ShiftActivity(ActivityKind.Contacts, new Interval(Minute(105), Minute(240))),
    ]);

    // What was told: in order, each state until the next; the snapshot at 60 names her, the one at 120 does not, the one at 180 does again.
    private static readonly ToldState[] Told =
    [
        new(Minute(2), "Ready", null), new(Minute(10), "InCall", null), new(Minute(14), "ACW", null), new(Minute(15), "Ready", null),
        new(Minute(60) + Duration.FromSeconds(2), "Ready", Minute(60)), new(Minute(90), "AUX1", null), new(Minute(106), "Ready", null),
        new(Minute(130), "InCall", null), new(Minute(130), "ACW", null), new(Minute(180) + Duration.FromSeconds(1), "Ready", Minute(180)), new(Minute(225), "LOGGED-OFF", null),
    ];

    private static readonly Instant[] Closes = [Minute(60), Minute(120), Minute(180)];

    [Test]
    public void Ten_thousand_orders_end_in_the_same_line_and_the_same_minutes()
    {
        Random random = new(20260302);
        AdherenceDay sorted = Day(Told, Closes);
        for (int round = 0; round < Permutations; round++)
        {
            ToldState[] told = [.. Told, .. random.GetItems(Told, random.Next(5))];
            Instant[] closes = [.. Closes, .. random.GetItems(Closes, random.Next(3))];
            random.Shuffle(told);
            random.Shuffle(closes);

            AdherenceDay day = Day(told, closes);

            if (!day.Spans.SequenceEqual(sorted.Spans))
            {
                day.Spans.ShouldBe(sorted.Spans, $"round {round}");
            }
        }
    }

    // Recomputed minute by minute from the story above, without the code under test.
    [Test]
    public void That_line_is_the_one_the_story_tells()
    {
        AdherenceDay day = Day(Told, Closes);

        // Out: 0–2 nobody told (neutral); logged off by the snapshot at 120 until 130; 225–240 logged off in contacts; one minute late back from the break is forgiven.
        day.NeutralMinutes.ShouldBe(2, 1e-9);
        day.OutMinutes.ShouldBe(10 + 15, 1e-9);
        day.InMinutes.ShouldBe(240 - 2 - 25, 1e-9);
        day.LoggedInMinutes.ShouldBe(240 - 2 - 25, 1e-9);
    }

    [Test]
    public void Of_two_states_of_one_moment_the_one_of_a_snapshot_counts_then_the_greater_code()
    {
        ToldState plain = new(Eight, "Ready", null), other = new(Eight, "ACW", null), member = new(Eight, "AUX1", Eight);

        AgentStates.Changes(Ana, [plain, other], []).ShouldBe([new StateChange(Ana, Eight, "Ready")]);
        AgentStates.Changes(Ana, [member, plain, other], [Eight]).ShouldBe([new StateChange(Ana, Eight, "AUX1")]);
        AgentStates.Changes(Ana, [plain], [Eight]).ShouldBe([new StateChange(Ana, Eight, AgentStates.LoggedOff)]);
    }

    private static AdherenceDay Day(ToldState[] told, Instant[] closes) => AdherenceDay.Of(Morning, AgentStates.Changes(Ana, told, closes), StateRules.Default, Window);

    private static Instant Minute(int minute) => Eight + Duration.FromMinutes(minute);
}
