using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.PlanQuality.Periods;

/// <summary>The same centre with everything a planner may ask for at once: rests by the hour, fairness, stable starts, must-haves and locked days.</summary>
internal static class FullRules
{
    /// <summary>Hours from the end of a shift to the start of the next; in place of the centre's own "no early after late".</summary>
    public const int DailyRestHours = 11;

    /// <summary>Hours of the rest that must lie in any seven days.</summary>
    public const int WeeklyRestHours = 36;

    private const double LockedShare = 0.03;

    /// <param name="plain">The centre under its own rules.</param>
    /// <param name="seed">Draws what people carry over, and which days are locked.</param>
    /// <returns>The problem; its locks are days of a first quick plan, so that all of them can be kept.</returns>
    public static SchedulingProblem Of(SchedulingProblem plain, int seed)
    {
        Random random = new(seed);
        (LocalTime opens, LocalTime closes) = (plain.Grid.LocalTimeOf(0, 0).TimeOfDay, plain.Grid.LocalTimeOf(0, plain.Grid.Days[0].Slots).TimeOfDay);
        SchedulingProblem full = plain with
        {
            Contracts = [.. plain.Contracts.Select(WithRests)],
            Agents = [.. plain.Agents.Select(agent => WithPast(agent, random))],
            StableStartPerHour = 0.3,
            FairnessCosts = new FairnessCosts
            {
                Weekend = 0.5,
                LateShift = 0.02,
                EarlyShift = 0.02,
                DeniedWish = 0.05,
                LateAfter = closes.PlusHours(-1),
                EarlyBefore = opens.PlusMinutes(30),
            },
        };
        DraftSchedule quick = ScheduleBuilder.Build(full, new ScheduleOptions { Seed = seed, Threads = 1, Steps = full.Agents.Count, BoundSteps = 0 }).Schedule;
        return full with { Agents = [.. full.Agents.Select((agent, number) => agent with { Locks = Locks(full, quick, number, random) })] };
    }

    /// <summary>What the plan breaks of what was added, counted apart from the engine.</summary>
    public static IEnumerable<string> Broken(SchedulingProblem problem, DraftSchedule schedule)
    {
        for (int number = 0; number < problem.Agents.Count; number++)
        {
            PlanAgent agent = problem.Agents[number];
            (Instant? last, Instant? sinceRest) = (null, null);
            for (int day = 0; day < problem.Grid.Days.Count; day++)
            {
                DayShift? shift = schedule.ShiftOf(number, day);
                LocalDate date = problem.Grid.Days[day].Date;
                if (agent.Locks.FirstOrDefault(fixedDay => fixedDay.Date == date) is { } kept && kept.Shift != shift)
                {
                    yield return $"agent {agent.Id} {date}: a locked day is changed";
                }

                if (shift is not { } worked)
                {
                    continue;
                }

                Instant start = problem.Grid.Days[day].Start + Duration.FromMinutes((long)worked.Start * problem.Grid.SlotMinutes);
                Instant end = start + Duration.FromMinutes((long)worked.Length * problem.Grid.SlotMinutes);
                if (last is { } before && (start - before).TotalHours < DailyRestHours)
                {
                    yield return $"agent {agent.Id} {date}: less than {DailyRestHours} hours of rest";
                }

                sinceRest = last is { } left && (start - left).TotalHours < WeeklyRestHours ? sinceRest : start;
                if ((end - sinceRest!.Value).TotalHours > 7 * 24 - WeeklyRestHours)
                {
                    yield return $"agent {agent.Id} {date}: seven days without {WeeklyRestHours} hours of rest";
                }

                last = end;
            }
        }
    }

    private static PlanContract WithRests(PlanContract contract)
    {
        Contract terms = contract.Terms;
        WorkRules rules = terms.Rules with
        {
            DailyRest = Duration.FromHours(DailyRestHours),
            WeeklyRest = Duration.FromHours(WeeklyRestHours),
            WeekBreak = null,
        };
        return new PlanContract(new Contract(terms.Id, terms.ShareFraction, terms.HoursPerWeek, terms.WeekBand, terms.PeriodTolerance, rules));
    }

    /// <summary>Every fifth wish is a must-have.</summary>
    private static PlanAgent WithPast(PlanAgent agent, Random random) => agent with
    {
        Wishes = [.. agent.Wishes.Select(wish => wish with { IsMustHave = wish.Date is not null && random.Next(5) == 0 })],
        Fairness = new FairnessBalance(random.Next(5), random.Next(20), random.Next(20), random.Next(8)),
    };

    private static List<DayLock> Locks(SchedulingProblem problem, DraftSchedule quick, int number, Random random)
    {
        List<DayLock> locks = [];
        for (int day = 0; day < problem.Grid.Days.Count; day++)
        {
            LocalDate date = problem.Grid.Days[day].Date;
            if (random.NextDouble() < LockedShare && problem.Agents[number].Absences.All(away => away.Date != date))
            {
                locks.Add(new DayLock(date, quick.ShiftOf(number, day)));
            }
        }

        return locks;
    }
}
