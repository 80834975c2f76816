using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Tests;

/// <summary>Fairness, stable starts, changes and ledgers: exact deltas, and what they do to a schedule.</summary>
public sealed class FairnessTests
{
    private static readonly ScheduleOptions Quick = new() { Threads = 1, Steps = 120, BoundSteps = 4 };

    [Test]
    public void Incremental_person_costs_are_the_plain_recount_after_every_change([Range(1, 8)] int seed)
    {
        SeededRandom random = new(seed);
        SchedulingProblem problem = Weighed(Centre(agents: 3, seed), random);
        SearchState state = new(PlanModel.Of(problem));
        DayShift?[][] rows = [.. problem.Agents.Select(_ => new DayShift?[problem.Grid.Days.Count])];
        for (int step = 0; step < 120; step++)
        {
            (int agent, int day) = (random.Below(3), random.Below(problem.Grid.Days.Count));
            int start = random.Below(24);
            DayShift? shift = random.Below(4) == 0 ? null : Small.Plain(start, start + 8);
            double before = state.People!.Cost;
            double change = state.People.Change(agent, (day, shift));
            state.Set(agent, day, shift);
            rows[agent][day] = shift;

            (state.People.Cost - before).ShouldBe(change, tolerance: 1e-6);
            (double fairness, double stable, double changes) = PlainPersonCost.Of(problem, new DraftSchedule(rows));
            state.People.Cost.ShouldBe(fairness + stable + changes, tolerance: 1e-6);
        }
    }

    [Test]
    public void With_fairness_on_weekends_are_spread_evenly()
    {
        SchedulingProblem plain = Centre(agents: 6, seed: 1);
        SchedulingProblem fair = plain with { FairnessCosts = new FairnessCosts { Weekend = 1 } };

        ScheduleResult result = ScheduleBuilder.Build(fair, Quick);

        result.Violations.ShouldBeEmpty();
        FairnessSpread weekends = result.Ledger.Spreads.Single(spread => spread.Measure == "weekends");
        double[] worked = [.. result.Ledger.People.Select(person => person.Counts.Weekends)];
        (worked.Max() - worked.Min()).ShouldBeLessThanOrEqualTo(1);
        weekends.After.Most.ShouldBe(worked.Max() / 0.75, tolerance: 1e-9);
        result.Cost.Fairness.ShouldBe(worked.Sum(count => count * count) / 0.75, tolerance: 1e-9);
        result.Bound.ShouldBeLessThanOrEqualTo(result.Cost.Total);
    }

    [Test]
    public void Whoever_has_worked_most_weekends_gets_fewest_in_the_next_period()
    {
        SchedulingProblem problem = Centre(agents: 6, seed: 2) with { FairnessCosts = new FairnessCosts { Weekend = 30 } };
        problem = problem with
        {
            Agents = [problem.Agents[0] with { Fairness = new FairnessBalance(3, 0, 0, 0) }, .. problem.Agents.Skip(1)],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        double least = result.Ledger.People.Min(person => person.Counts.Weekends);
        result.Ledger.People[0].Counts.Weekends.ShouldBe(least);
        result.Ledger.People[0].Closing.Weekends.ShouldBe(3 + least);
    }

    [Test]
    public void Stable_starts_bring_the_starts_of_a_week_together()
    {
        SchedulingProblem plain = Centre(agents: 6, seed: 3);

        ScheduleResult free = ScheduleBuilder.Build(plain, Quick);
        ScheduleResult stable = ScheduleBuilder.Build(plain with { StableStartPerHour = 10 }, Quick);

        double Deviation(ScheduleResult result) =>
            PlainPersonCost.Of(plain with { StableStartPerHour = 1 }, result.Schedule).StableStarts;
        Deviation(stable).ShouldBeLessThan(0.7 * Deviation(free));
        stable.Cost.StableStarts.ShouldBe(10 * Deviation(stable), tolerance: 1e-6);
        stable.Violations.ShouldBeEmpty();
    }

    [Test]
    public void A_published_schedule_is_changed_where_it_must_and_everybody_affected_is_listed()
    {
        SchedulingProblem problem = Centre(agents: 6, seed: 4);
        DraftSchedule known = ScheduleBuilder.Build(problem, Quick).Schedule;
        int worked = Enumerable.Range(0, problem.Grid.Days.Count).First(day => known.ShiftOf(2, day) is not null);
        SchedulingProblem changed = problem with
        {
            Published = new PublishedSchedule(Small.Monday.PlusDays(-7), known) { PerDayTold = 40, PerMinuteMoved = 0.2 },
            Agents = [.. problem.Agents.Select((agent, number) => number == 2
                ? agent with { Absences = [new DayAbsence(problem.Grid.Days[worked].Date, Duration.FromHours(8))] }
                : agent)],
        };

        ScheduleResult result = ScheduleBuilder.Build(changed, Quick);

        result.Violations.ShouldBeEmpty();
        result.Changes.ShouldContain(change => change.Agent == problem.Agents[2].Id && change.Date == problem.Grid.Days[worked].Date
            && change.After == null && change.MinutesMoved == 30 * known.ShiftOf(2, worked)!.Value.Length);
        result.Changes.Count.ShouldBeLessThan(12);
        result.Cost.Changes.ShouldBe(result.Changes.Sum(change => change.Cost), tolerance: 1e-6);
        result.Changes.ShouldAllBe(change => change.IsShortNotice == change.NoticeDays < 14);
        (result.Warnings.Count == 1).ShouldBe(result.Changes.Any(change => change.IsShortNotice));
    }

    [Test]
    public void Where_the_contract_says_so_a_published_day_within_the_notice_is_not_changed()
    {
        SchedulingProblem problem = Centre(agents: 6, seed: 5);
        DraftSchedule known = ScheduleBuilder.Build(problem, Quick).Schedule;
        SchedulingProblem held = problem with
        {
            Published = new PublishedSchedule(Small.Monday.PlusDays(-7), known),
            Contracts = [problem.Contracts[0] with { NoticeIsHard = true }],
            Demand = [.. problem.Demand.Select(day => day with { Required = [.. day.Required!.Select(required => 4 - required)] })],
        };

        ScheduleResult result = ScheduleBuilder.Build(held, Quick);

        result.Violations.ShouldBeEmpty();
        result.Changes.ShouldNotBeEmpty();
        result.Changes.ShouldAllBe(change => !change.IsShortNotice);
        ScheduleChecker.Check(held, DraftSchedule.Empty(held)).Violations.ShouldContain(violation => violation.Rule == "Notice of changes");
    }

    [Test]
    public void Ledgers_are_what_counting_by_hand_gives()
    {
        SchedulingProblem problem = Weighed(Centre(agents: 4, seed: 6), new SeededRandom(6));
        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        foreach ((PersonLedger person, int number) in result.Ledger.People.Select((person, number) => (person, number)))
        {
            (int late, int early, double paid) = (0, 0, 0);
            HashSet<int> weekends = [];
            for (int day = 0; day < problem.Grid.Days.Count; day++)
            {
                if (result.Schedule.ShiftOf(number, day) is not { } shift)
                {
                    continue;
                }

                late += shift.End > 2 * (18 - 6) ? 1 : 0;
                early += shift.Start < 3 ? 1 : 0;
                paid += 0.5 * (shift.End - shift.Start);
                if (day % 7 >= 5)
                {
                    weekends.Add(day / 7);
                }
            }

            (person.Counts with { GrantedWishes = 0 }).ShouldBe(new FairnessBalance(weekends.Count, late, early, 0));
            person.WorkedHours.ShouldBe(paid, tolerance: 1e-9);
            (double asked, double granted) = ByHand(problem, result.Schedule, number);
            (person.AskedWishes, person.Counts.GrantedWishes).ShouldBe((asked, granted));
            person.Closing.LateShifts.ShouldBe(person.Opening.LateShifts + late);
        }

        FairnessSpread spread = result.Ledger.Spreads.Single(one => one.Measure == "late_shifts");
        spread.After.Most.ShouldBe(result.Ledger.People.Max(person => person.Closing.LateShifts / person.ShareFraction), tolerance: 1e-9);
        result.Ledger.People.Single(person => person.Agent == spread.After.WorstOff).Closing.LateShifts
            .ShouldBe(spread.After.Most * 0.75, tolerance: 1e-9);
    }

    [Test]
    public void A_standing_wish_is_one_a_week_by_the_share_of_its_days()
    {
        SchedulingProblem problem = Small.Problem(Small.Grid(weeks: 2), [Small.Agent("ana") with { Wishes = [new PlanWish(null, WishKind.DayOff), new PlanWish(Small.Monday, WishKind.DayOff)] }]);
        DayShift?[] row = [Small.Plain(2, 18), null, null, Small.Plain(2, 18), Small.Plain(2, 18), null, null, null, null, null];

        PersonLedger ana = FairnessLedger.Of(problem, new DraftSchedule([row])).People[0];

        ana.AskedWishes.ShouldBe(3, 1e-12, "two weeks, and Monday");
        ana.Counts.GrantedWishes.ShouldBe(1.4, 1e-12, "two days of five, then all of them; Monday was not");
        ana.DeniedWishes.ShouldBe(1.6, 1e-12);
    }

    [Test]
    public void Granted_wishes_are_the_same_however_weeks_are_cut_into_periods_and_never_more_than_one_a_week_for_a_standing_wish([Range(1, 10)] int seed)
    {
        SeededRandom random = new(seed);
        WishKind kind = (WishKind)random.Below(3);
        PlanAgent ana = Small.Agent("ana") with { Wishes = [new PlanWish(null, kind)] };
        DayShift?[] row = [.. Enumerable.Range(0, 20).Select(_ => random.Below(3) == 0 ? (DayShift?)null : random.Below(2) == 0 ? Small.Plain(0, 16) : Small.Plain(20, 36))];
        PersonLedger Of(LocalDate monday, int weeks, DayShift?[] days)
        {
            SchedulingProblem problem = Small.Problem(Small.Grid(weeks), [ana]);
            return FairnessLedger.Of(problem, new DraftSchedule([days])).People[0];
        }

        PersonLedger whole = Of(Small.Monday, 4, row);
        PersonLedger[] halves = [Of(Small.Monday, 2, row[..10]), Of(Small.Monday, 2, row[10..])];

        whole.Counts.GrantedWishes.ShouldBe(halves.Sum(half => half.Counts.GrantedWishes), 1e-9);
        whole.AskedWishes.ShouldBe(halves.Sum(half => half.AskedWishes), 1e-9);
        whole.AskedWishes.ShouldBeInRange(whole.Counts.GrantedWishes, 4 + 1e-9);
    }

    /// <summary>Wishes asked and granted, day by day.</summary>
    private static (double Asked, double Granted) ByHand(SchedulingProblem problem, DraftSchedule schedule, int agent)
    {
        PlanningGrid grid = problem.Grid;
        (double asked, double granted) = (0, 0);
        foreach (PlanWish wish in problem.Agents[agent].Wishes)
        {
            foreach (IGrouping<int, int> week in Enumerable.Range(0, grid.Days.Count).GroupBy(grid.WeekOf))
            {
                foreach (int day in week.Where(day => wish.Date is null || grid.Days[day].Date == wish.Date))
                {
                    LocalTime? start = schedule.ShiftOf(agent, day) is { } shift ? grid.LocalTimeOf(day, shift.Start).TimeOfDay : null;
                    double part = wish.Date is null ? 1.0 / week.Count() : 1;
                    asked += wish.Kind == WishKind.DayOff || start is not null ? part : 0;
                    granted += wish.Kind switch
                    {
                        WishKind.DayOff => start is null,
                        WishKind.Early => start <= problem.WishCosts.EarlyUntil,
                        _ => start >= problem.WishCosts.LateFrom,
                    } ? part : 0;
                }
            }
        }

        return (asked, granted);
    }

    [Test]
    public void People_called_in_are_not_planned_but_offered_the_shifts_that_help_most()
    {
        SchedulingProblem centre = Centre(agents: 3, seed: 7);
        PlanContract pool = Small.Contract(30, 5, 5, WorkRules.WorkingHoursAct with { IsCalledIn = true }, id: "pool");
        LocalDate away = Small.Monday;
        SchedulingProblem problem = centre with
        {
            Contracts = [.. centre.Contracts, pool],
            Agents =
            [
                .. centre.Agents, centre.Agents[0] with { Id = new AgentId("temp"), Contract = new ContractId("pool"), Absences = [] },
                centre.Agents[0] with { Id = new AgentId("gone"), Contract = new ContractId("pool"), Skills = [new PlanSkill(new QueueId("a"), null, away.PlusDays(-1))] },
            ],
            Demand = [.. centre.Demand.Select(day => day with { Required = [.. day.Required!.Select(required => required + 2)] })],
        };

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        Enumerable.Range(0, problem.Grid.Days.Count).ShouldAllBe(day => result.Schedule.ShiftOf(3, day) == null);
        result.Ledger.People.Count.ShouldBe(3);
        result.CallIns.Count.ShouldBe(5);
        result.CallIns.ShouldAllBe(offer => offer.Agents.Single() == new AgentId("temp"));
        CallIn best = result.CallIns[0];
        DayShift?[][] rows = [.. Enumerable.Range(0, 5).Select(agent => (DayShift?[])[.. Enumerable.Range(0, problem.Grid.Days.Count).Select(day => result.Schedule.ShiftOf(agent, day))])];
        rows[3][problem.Grid.IndexOf(best.Date)] = best.Shift;
        ScheduleCheck taken = ScheduleChecker.Check(problem, new DraftSchedule(rows));
        taken.Violations.ShouldBeEmpty();
        (result.Cost.Coverage - taken.Cost.Coverage).ShouldBe(best.Saving, tolerance: 1e-6);
    }

    [Test]
    public void Parts_of_days_away_count_as_worked_whether_the_shift_lies_around_them_or_beside()
    {
        LocalDate tuesday = Small.Monday.PlusDays(1);
        PlanAgent agent = Small.Agent() with
        {
            PartAbsences = [new Interval(Small.At(tuesday, 13), Small.At(tuesday, 17)), new Interval(Small.At(tuesday.PlusDays(1), 9), Small.At(tuesday.PlusDays(1), 10))],
        };
        SchedulingProblem problem = Small.Problem(Small.Grid(), [agent], Small.Contract(40, 5, 0));

        ScheduleResult result = ScheduleBuilder.Build(problem, Quick);

        result.Violations.ShouldBeEmpty();
        result.Ledger.People[0].WorkedHours.ShouldBe(40 - 5, tolerance: 1e-9);
        result.Ledger.People[0].ClosingHours.ShouldBe(0, tolerance: 1e-9);
        result.Bound.ShouldBeLessThanOrEqualTo(result.Cost.Total + 1e-9);
    }

    private static SchedulingProblem Weighed(SchedulingProblem problem, SeededRandom random) => problem with
    {
        FairnessCosts = new FairnessCosts { Weekend = 2, LateShift = 0.5, EarlyShift = 0.25, DeniedWish = 1 },
        StableStartPerHour = 0.7,
        Published = new PublishedSchedule(Small.Monday.PlusDays(-4), new DraftSchedule(problem.Agents.Select(_ => (IReadOnlyList<DayShift?>)
            [.. Enumerable.Range(0, problem.Grid.Days.Count).Select(_ => random.Below(3) == 0 ? null : (DayShift?)Small.Plain(random.Below(16), 20 + random.Below(8)))]))),
        Agents =
        [
            .. problem.Agents.Select(agent => agent with
            {
                Fairness = new FairnessBalance(random.Below(4), random.Below(9), random.Below(9), random.Below(5)),
                Wishes = [new PlanWish(Small.Monday.PlusDays(random.Below(28)), WishKind.DayOff), new PlanWish(null, random.Below(2) == 0 ? WishKind.Early : WishKind.Late)],
            }),
        ],
    };

    /// <summary>Equal people, four weeks of seven days 06–22 in half hours, shifts of 4 to 8 hours.</summary>
    private static SchedulingProblem Centre(int agents, int seed)
    {
        SeededRandom random = new(seed);
        WorkRules rules = Small.NoRules with { MostWorkingDaysInARow = 5, DailyRest = Duration.FromHours(11) };
        return Small.Problem(
            Small.Grid(weeks: 4, daysPerWeek: 7, opens: 6, closes: 22, slotMinutes: 30),
            [.. Enumerable.Range(0, agents).Select(number => Small.Agent($"p{number}") with { Templates = [new TemplateId("short")] })],
            Small.Contract(30, 6, 3, rules),
            templates: [Small.Short(6, 18, 4, 8, step: 30)],
            demand: (_, slot, _) => agents * (0.2 + 0.2 * random.Fraction() + (slot is > 8 and < 20 ? 0.2 : 0)));
    }
}
