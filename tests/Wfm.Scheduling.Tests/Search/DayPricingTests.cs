using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests.Search;

public sealed class DayPricingTests
{
    [Test]
    public void Pricing_finds_what_trying_every_shift_finds([Range(1, 60)] int seed)
    {
        SeededRandom random = new(seed);
        DayOptions options = Options(random);
        double[] values = [.. Enumerable.Range(0, 128).Select(slot => slot < options.Slots && !options.Unserving.Contains(slot) ? random.Fraction() * 12 - 3 : 0)];
        double[] table = new double[DayPricing.ValueCount];
        DayPricing pricing = new();
        pricing.Price(options, values, table);

        double[] plain = new double[DayPricing.ValueCount];
        Array.Fill(plain, double.NegativeInfinity);
        foreach (DayShift shift in PlainShifts.Of(options))
        {
            int at = options.ClassOf(shift.Start, shift.End) * DayPricing.PaidStride + options.UnitsOf(shift);
            plain[at] = Math.Max(plain[at], DayPricing.ValueOf(options, values, shift));
        }

        for (int at = 0; at < table.Length; at++)
        {
            if (double.IsNegativeInfinity(plain[at]))
            {
                table[at].ShouldBe(double.NegativeInfinity);
                continue;
            }

            table[at].ShouldBe(plain[at], tolerance: 1e-9);
            DayShift found = pricing.Find(options, values, at / DayPricing.PaidStride, at % DayPricing.PaidStride);
            options.Allows(found).ShouldBeTrue($"{found} is not allowed");
            DayPricing.ValueOf(options, values, found).ShouldBe(plain[at], tolerance: 1e-9);
        }
    }

    [Test]
    public void A_day_with_a_lock_has_only_the_locked_shift()
    {
        DayShift locked = Small.WithLunch(3, 37, 18);
        PlanAgent agent = Small.Agent() with { Locks = [new DayLock(Small.Monday, locked)] };
        DayOptions options = PlanModel.Of(Small.Problem(Small.Grid(), [agent])).Agents[0].Days[0]!;
        double[] table = new double[DayPricing.ValueCount];

        new DayPricing().Price(options, new double[128], table);

        table.Count(value => value > double.NegativeInfinity).ShouldBe(1);
        table[16].ShouldBe(0);
    }

    /// <summary>A random day of a few hours, so that trying everything stays quick.</summary>
    private static DayOptions Options(SeededRandom random)
    {
        int slotMinutes = random.Below(2) == 0 ? 15 : 30;
        PlanTemplate day = Small.Day(8, 10, 2, 4, random.Below(3)) with
        {
            Lunch = new LunchRule(30, 60, [new TimeWindow(new LocalTime(9, 30), new LocalTime(12, 30))]) { MinBeforeMinutes = 60, MaxBeforeMinutes = 60 + 30 * random.Below(5) },
            Breaks = new BreakRule(random.Below(3), slotMinutes == 30 ? 30 : 15 + 15 * random.Below(2)) { MinAfterStartMinutes = 30, MinBeforeLunchMinutes = 30, MinAfterLunchMinutes = 15, MinBeforeEndMinutes = 30 },
            MaxPresenceMinutes = 300,
        };
        PlanTemplate shortDay = Small.Short(8, 12, 1, 2, random.Below(2)) with { StartStepMinutes = 30 };
        PlanningGrid grid = Small.Grid(daysPerWeek: 1, opens: 8, closes: 14, slotMinutes: slotMinutes);
        int meeting = 8 + random.Below(4);
        PlanAgent agent = Small.Agent() with
        {
            Meetings = random.Below(2) == 0 ? [] : [new PlanMeeting(new Interval(Small.At(Small.Monday, meeting), Small.At(Small.Monday, meeting + 0.5)), ActivityKind.Meeting, false, true)],
            PartAbsences = random.Below(3) == 0 ? [new Interval(Small.At(Small.Monday, 11), Small.At(Small.Monday, 12))] : [],
            Wishes = random.Below(2) == 0 ? [] : [new PlanWish(null, WishKind.Late)],
        };
        DayOptions options = PlanModel.Of(Small.Problem(grid, [agent], templates: [day, shortDay])).Agents[0].Days[0]!;
        return random.Below(2) == 0 ? options : WithClasses(options, random);
    }

    private static DayOptions WithClasses(DayOptions options, SeededRandom random) => new()
    {
        Slots = options.Slots,
        PaidUnitSlots = options.PaidUnitSlots,
        Patterns = options.Patterns,
        LunchStarts = options.LunchStarts,
        ContainStart = options.ContainStart,
        ContainEnd = options.ContainEnd,
        Blocked = options.Blocked,
        Unserving = options.Unserving,
        EndCap = options.EndCap,
        StartCost = options.StartCost,
        EarlyBefore = random.Below(options.Slots),
        LateAfter = random.Below(options.Slots),
    };
}
