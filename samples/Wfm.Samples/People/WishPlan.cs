using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>What people wish for and ask for.</summary>
internal static class WishPlan
{
    /// <summary>Two in five like early or late starts; most wish for one to three days off.</summary>
    public static IReadOnlyList<Wish> Wishes(int seed, IReadOnlyList<Agent> agents, SchedulePeriod period, CentreCalendar calendar)
    {
        SampleRandom random = new(seed, "wishes");
        List<Wish> wishes = [];
        foreach (Agent agent in agents)
        {
            double likes = random.Uniform();
            if (likes < 0.40)
            {
                wishes.Add(new Wish(agent.Id, null, likes < 0.25 ? WishKind.Early : WishKind.Late, 1));
            }

            IEnumerable<LocalDate> days = Enumerable.Range(0, random.Below(4))
                .Select(_ => calendar.NextOpen(period.FirstDay.PlusDays(random.Below((period.Weeks * 7) - 6))))
                .Distinct().Where(agent.IsEmployedOn).Order();
            wishes.AddRange(days.ToArray().Select(day => new Wish(agent.Id, day, WishKind.DayOff, 1 + random.Below(3))));
        }

        return wishes;
    }

    /// <summary>Ten requests: time off, a meeting, training, asked for in the week before planning.</summary>
    public static IReadOnlyList<SampleRequest> Requests(
        int seed, IReadOnlyList<Agent> agents, SchedulePeriod period, LocalDate planningDate, CentreCalendar calendar)
    {
        SampleRandom random = new(seed, "requests");
        List<SampleRequest> requests = [];
        foreach (Agent agent in random.Shuffled(agents.Where(agent => agent.IsEmployedOn(period.FirstDay) && agent.EmployedTo is null)).Take(10))
        {
            SampleRequestKind kind = (requests.Count % 5) switch
            {
                3 => SampleRequestKind.Meeting,
                4 => SampleRequestKind.Training,
                _ => SampleRequestKind.Absence,
            };
            LocalDate day = calendar.NextOpen(period.FirstDay.PlusDays(7 + random.Below(56)));
            bool wholeDay = kind == SampleRequestKind.Absence && requests.Count % 2 == 0;
            LocalDateTime start = wholeDay ? day.AtMidnight() : day.At(new LocalTime(13 + random.Below(2), 30));
            LocalDateTime end = wholeDay ? day.PlusDays(1).AtMidnight() : start.PlusMinutes(kind == SampleRequestKind.Absence ? 120 : 30);
            LocalDateTime created = planningDate.PlusDays(-7 + random.Below(7)).At(new LocalTime(8 + random.Below(8), random.Below(60)));
            requests.Add(new SampleRequest($"R{requests.Count + 1:000}", agent.Id, kind, start, end, created));
        }

        return requests;
    }
}
