using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>The shifts of the 14 days before the period: day shifts of eight hours, many people on holiday.</summary>
internal static class PreviousPlan
{
    private const double OnHoliday = 0.35;

    public static IReadOnlyList<Shift> Worked(
        int seed, BusinessUnit unit, IReadOnlyList<Agent> agents, IReadOnlyList<Absence> absences, SchedulePeriod period, CentreCalendar calendar)
    {
        // Whoever is on long leave from the first day was already away.
        HashSet<AgentId> away = [.. absences
            .Where(absence => absence.Start.Date == period.FirstDay && absence.End.Date > period.FirstDay.PlusDays(1))
            .Select(absence => absence.Agent)];
        List<Shift> shifts = [];
        foreach (Agent agent in agents.Where(agent => !away.Contains(agent.Id)))
        {
            SampleRandom random = new(seed, $"before/{agent.Id}");
            for (int week = -2; week < 0; week++)
            {
                bool holiday = random.Chance(OnHoliday);
                LocalDate[] days = [.. random.Shuffled(Enumerable.Range(0, 5)).Take(DaysAWeek(agent.Contract, week)).Order()
                    .Select(day => period.FirstDay.PlusDays((week * 7) + day)).Where(calendar.IsOpen).Where(agent.IsEmployedOn)];
                shifts.AddRange(days.Where(_ => !holiday).Select(day => ShiftOn(random, unit, agent.Id, day)));
            }
        }

        return shifts;
    }

    private static int DaysAWeek(ContractId contract, int week) => contract.Value switch
    {
        "heltid" => 5,
        "deltid50" => week == -2 ? 3 : 2,
        _ => 4,
    };

    private static Shift ShiftOn(SampleRandom random, BusinessUnit unit, AgentId agent, LocalDate day)
    {
        Instant start = At(7 * 60) + (unit.IntervalLength * random.Below(7));
        Instant lunch = start + Duration.FromMinutes(225) + (unit.IntervalLength * random.Below(4)), back = lunch + Duration.FromMinutes(30);
        Instant end = start + Duration.FromMinutes((8 * 60) + 30);
        return new Shift(
            agent,
            day,
            new Interval(start, end),
            [
                new ShiftActivity(ActivityKind.Contacts, new Interval(start, lunch)),
                new ShiftActivity(ActivityKind.Lunch, new Interval(lunch, back)),
                new ShiftActivity(ActivityKind.Contacts, new Interval(back, end)),
            ]);

        Instant At(int minutes) => day.AtMidnight().PlusMinutes(minutes).InZone(unit.Zone, WallClock.Earliest).ToInstant();
    }
}
