using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;
using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Why;

/// <summary>Explains minimum posts that are not staffed: where, who could be there, who cannot and why.</summary>
internal sealed class PostConflicts(PlanModel model, PersonOracle oracle, IReadOnlyCollection<int> impossible)
{
    private readonly SchedulingProblem _problem = model.Problem;

    /// <summary>One conflict per queue, times and reason; days that read the same are told together.</summary>
    /// <param name="coverage">Who serves what in the schedule.</param>
    public IReadOnlyList<ScheduleConflict> Of(Coverage coverage)
    {
        List<(LocalDate Date, Gap Gap, Answer Answer)> found = [];
        foreach (QueueDay demand in _problem.Demand.Where(demand => demand.MinimumPosts is not null))
        {
            if (GapOf(demand, coverage) is { } gap)
            {
                found.Add((demand.Date, gap, Ask(demand, gap)));
            }
        }

        return
        [
            .. found.GroupBy(entry => (entry.Gap.Queue, entry.Gap.Times, entry.Gap.Have, entry.Gap.Need, entry.Answer.Text))
                .Select(group => Tell([.. group.Select(entry => entry.Date)], group.First().Gap, group.First().Answer)),
        ];
    }

    private static ScheduleConflict Tell(IReadOnlyList<LocalDate> dates, Gap gap, Answer answer)
    {
        MinimumPostsRule rule = new();
        string have = gap.Have == 1 ? "1 is there" : $"{gap.Have} are there";
        string found = $"{gap.Queue} needs {gap.Need} on {PlannerText.Days(dates)} {gap.Times}, {have}";
        List<Relaxation> ways = [new Relaxation(Remark.Of("way-posts", $"{rule.Name} of {gap.Queue} {gap.Need} → {gap.Have} at those times"), null)];
        if (answer.Missing > 0)
        {
            ways.Add(new Relaxation(
                new Remark(
                    string.Create(CultureInfo.InvariantCulture, $"way-more-people|{answer.Missing}|{gap.Queue}"),
                    answer.Missing == 1 ? $"one more person on {gap.Queue} then" : $"{answer.Missing} more people on {gap.Queue} then"), null));
        }

        return new ScheduleConflict(
            [],
            [
                new ConflictMember(ConflictKind.MinimumPosts, rule.Name, rule.Paragraph, found) { Dates = dates, Facts = $"{gap.Queue}|{gap.Need}|{gap.Have}|{gap.Times}", Ways = ways },
                .. answer.Away,
            ])
        {
            Detail = answer.Text,
            IsProven = answer.IsProven,
        };
    }

    /// <summary>The slots of one queue and day with too few people, if any.</summary>
    private Gap? GapOf(QueueDay demand, Coverage coverage)
    {
        int day = _problem.Grid.IndexOf(demand.Date);
        int queue = _problem.Queues.ToList().IndexOf(demand.Queue);
        int[] slots = day < 0 ? [] :
            [.. Enumerable.Range(0, demand.MinimumPosts!.Count).Where(slot => coverage.Staff(day, slot, queue) < demand.MinimumPosts[slot])];
        if (slots.Length == 0)
        {
            return null;
        }

        int worst = slots.MaxBy(slot => demand.MinimumPosts![slot] - coverage.Staff(day, slot, queue));
        return new Gap(demand.Queue, day, slots, demand.MinimumPosts![worst], coverage.Staff(day, worst, queue), Times(day, slots));
    }

    private string Times(int day, int[] slots)
    {
        List<string> times = [];
        for (int at = 0; at < slots.Length; at++)
        {
            int start = slots[at];
            while (at + 1 < slots.Length && slots[at + 1] == slots[at] + 1)
            {
                at++;
            }

            times.Add($"{PlannerText.Time(_problem.Grid, day, start)}–{PlannerText.Time(_problem.Grid, day, slots[at] + 1)}");
        }

        return string.Join(", ", times);
    }

    private Answer Ask(QueueDay demand, Gap gap)
    {
        List<string> able = [];
        SortedDictionary<string, List<string>> unable = [];
        List<ConflictMember> away = [];
        int[] perSlot = new int[gap.Slots.Count];
        int served = 0;
        int[] required = [.. Enumerable.Range(0, demand.MinimumPosts!.Count).Where(slot => demand.MinimumPosts[slot] > 0)];
        for (int agent = 0; agent < _problem.Agents.Count; agent++)
        {
            PlanAgent person = _problem.Agents[agent];
            if (!person.Skills.Any(skill => skill.Queue == demand.Queue))
            {
                continue;
            }

            string? reason = ReasonAgainst(person, demand, gap, agent, perSlot);
            (reason is null ? able : unable.TryGetValue(reason, out List<string>? names) ? names : unable[reason] = []).Add(person.Id.Value);
            served += reason is null ? oracle.MostServed(model.Agents[agent].Days[gap.Day]!, required) : 0;
            if (reason == Absent)
            {
                away.Add(new ConflictMember(ConflictKind.Absence, new AbsenceRule().Name, "", $"{person.Id} {PlannerText.Date(demand.Date)}") { Dates = [demand.Date] });
            }
        }

        int missing = Enumerable.Range(0, perSlot.Length).Max(at => Math.Max(0, demand.MinimumPosts![gap.Slots[at]] - perSlot[at]));
        int wanted = required.Sum(slot => demand.MinimumPosts![slot]);
        bool tooShort = missing == 0 && served < wanted;
        string could = able.Count == 0 ? "Nobody can be there" : $"{PlannerText.Names(able)} could be there{Limit(able.Count, missing, tooShort)}";
        string others = string.Concat(unable.Select(pair => $"; {PlannerText.Names(pair.Value)}: {pair.Key}"));
        return new Answer(
            could + (able.Count + unable.Count == 0 ? ": no one has the skill" : others), missing + (tooShort ? 1 : 0), missing > 0 || tooShort,
            missing > 0 ? away : []);
    }

    private static string Limit(int able, int missing, bool tooShort) =>
        missing > 0 ? "" : tooShort
            ? $", but {(able == 1 ? "one person's" : "their")} longest service, lunch and breaks taken off, does not fill the day's posts"
            : ", but other posts, hours and rests of the period kept the search from it";

    private const string Absent = "absent";

    /// <summary>Why somebody with the skill cannot be there at all; counts the slots of the gap in which the person could serve.</summary>
    private string? ReasonAgainst(PlanAgent person, QueueDay demand, Gap gap, int agent, int[] perSlot)
    {
        if (!person.Skills.Any(skill => skill.Queue == demand.Queue && skill.HoldsOn(demand.Date)))
        {
            return "skill does not hold that day";
        }

        if (person.Absences.Any(absence => absence.Date == demand.Date))
        {
            return Absent;
        }

        if (person.Locks.Any(dayLock => dayLock.Date == demand.Date && dayLock.Shift is null))
        {
            return "locked off";
        }

        if (impossible.Contains(agent))
        {
            return "has no schedule at all, see the other reasons";
        }

        if (model.Agents[agent].Days[gap.Day] is not { } options || !oracle.HasShift(options))
        {
            return "no shift template fits that day";
        }

        bool any = false;
        for (int at = 0; at < gap.Slots.Count; at++)
        {
            int can = oracle.MostServed(options, [gap.Slots[at]]);
            perSlot[at] += can;
            any |= can > 0;
        }

        return any ? null : options.Locked is not null ? "locked shift lies elsewhere" : "shifts, meetings or part absences leave those times out";
    }

    private sealed record Gap(QueueId Queue, int Day, IReadOnlyList<int> Slots, int Need, int Have, string Times);

    private sealed record Answer(string Text, int Missing, bool IsProven, IReadOnlyList<ConflictMember> Away);
}
