using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling.Rules;

namespace Wfm.Scheduling.Why;

/// <summary>Everything about one person that may be relaxed: the contract's limits, and what stands in the person's own calendar.</summary>
internal sealed class Suspects(SchedulingProblem problem, TemplateFitness fitness)
{
    private static readonly IsoDayOfWeek[] EveryDay = [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)];
    private readonly IReadOnlyList<PlanTemplate> _anyTemplate = [.. problem.Templates, .. AnyShift(problem)];

    /// <summary>All suspects of a person, those planners look at last coming first.</summary>
    public IReadOnlyList<Suspect> Of(Person person) =>
    [
        .. Own(person.Agent), .. Contractual(person), .. Calendar(person.Agent),
    ];

    /// <summary>The contract's limits.</summary>
    public IEnumerable<Suspect> Contractual(Person person) =>
        [.. RuleSuspects.Of(person.Contract), RuleSuspects.Hours(problem, person.Contract)];

    /// <summary>The person with nothing in the calendar and nothing brought along: contract and templates alone.</summary>
    public static Person Bare(Person person) => person with
    {
        Agent = person.Agent with
        {
            Skills = [.. person.Agent.Skills.Select(skill => skill with { From = null, To = null })],
            Absences = [],
            PartAbsences = [],
            Meetings = [],
            Locks = [],
            PreviousShifts = [],
            FollowingShifts = [],
            OpeningBalance = Duration.Zero,
            Wishes = [],
        },
    };

    private static Person With(Person person, Func<PlanAgent, PlanAgent> change) => person with { Agent = change(person.Agent) };

    private IEnumerable<Suspect> Own(PlanAgent agent)
    {
        if (agent.PreviousShifts.Count > 0)
        {
            string last = PlannerText.Moment(problem.Grid, agent.PreviousShifts.Max(shift => shift.End));
            yield return new Suspect(
                new ConflictMember(ConflictKind.EarlierShifts, "Shifts before the period", "", $"the last ends {last}"),
                person => With(person, own => own with { PreviousShifts = [] }));
        }

        if (agent.FollowingShifts.Count > 0)
        {
            string first = PlannerText.Moment(problem.Grid, agent.FollowingShifts.Min(shift => shift.Start));
            yield return new Suspect(
                new ConflictMember(ConflictKind.LaterShifts, "Shifts after the period", "", $"the first begins {first}"),
                person => With(person, own => own with { FollowingShifts = [] }));
        }

        if (agent.OpeningBalance != Duration.Zero)
        {
            yield return new Suspect(
                new ConflictMember(ConflictKind.OpeningBalance, "Opening balance", "", PlannerText.Hours(agent.OpeningBalance)),
                person => With(person, own => own with { OpeningBalance = Duration.Zero }))
            {
                Ladders = [Ladder.Single(Remark.Of("way-balance-settled", "opening balance settled"), person => With(person, own => own with { OpeningBalance = Duration.Zero }))],
            };
        }

        if (agent.Skills.Any(skill => skill.From is not null || skill.To is not null))
        {
            static PlanAgent Always(PlanAgent own) =>
                own with { Skills = [.. own.Skills.Select(skill => skill with { From = null, To = null })] };
            yield return new Suspect(
                new ConflictMember(ConflictKind.Skills, new SkillRule().Name, "", string.Join(", ", agent.Skills.Select(Describe))),
                person => With(person, Always))
            {
                Ladders = [Ladder.Single(Remark.Of("way-skills-held", "skills held all period"), person => With(person, Always))],
            };
        }
    }

    private static string Describe(PlanSkill skill) =>
        $"{skill.Queue}{(skill.From is { } from ? $" from {PlannerText.Date(from)}" : "")}{(skill.To is { } to ? $" to {PlannerText.Date(to)}" : "")}";

    /// <summary>The templates: held fixed while a conflict is sought, and named when the conflict would not be one without them.</summary>
    public Suspect Templates(Person person)
    {
        Person Any(Person relaxed) => relaxed with
        {
            Templates = _anyTemplate,
            Agent = relaxed.Agent with { Templates = [.. _anyTemplate.Select(template => template.Id)] },
        };
        TemplateRule rule = new();
        IEnumerable<string> own = problem.Templates.Where(template => person.Agent.Templates.Contains(template.Id)).Select(template => Describe(person, template));
        return new Suspect(new ConflictMember(ConflictKind.Templates, rule.Name, rule.Paragraph, string.Join(", ", own)), Any)
        {
            Ladders =
            [
                .. problem.Templates.Where(template => !person.Agent.Templates.Contains(template.Id)).Select(template =>
                    Ladder.Single(Remark.Of("way-template-allowed", $"template {template.Id} allowed"), relaxed =>
                        With(relaxed, agent => agent with { Templates = [.. agent.Templates, template.Id] }))),
                Ladder.Single(Remark.Of("way-outside-templates", "shifts outside the templates"), Any),
            ],
        };
    }

    /// <summary>The person's templates that never give a shift, each with its cause.</summary>
    public IEnumerable<string> NeverFitting(Person person) =>
        from template in problem.Templates
        where person.Agent.Templates.Contains(template.Id)
        let cause = fitness.CauseOf(template, person.Contract)
        where cause is not null
        select $"template {template.Id} never fits: {cause}";

    private string Describe(Person person, PlanTemplate template)
    {
        string cause = fitness.CauseOf(template, person.Contract) is { } known ? $", which never fits: {known}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{template.Id} of {template.MinPaidMinutes / 60.0:0.##} to {template.MaxPaidMinutes / 60.0:0.##} h{cause}");
    }

    private IEnumerable<Suspect> Calendar(PlanAgent agent)
    {
        PlanningGrid grid = problem.Grid;
        foreach (PlanMeeting meeting in agent.Meetings)
        {
            LocalDate date = meeting.Span.Start.InZone(grid.Zone).Date;
            string found = $"{PlannerText.Moment(grid, meeting.Span.Start)}–{meeting.Span.End.InZone(grid.Zone).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}";
            Person Without(Person person) => With(person, own => own with { Meetings = [.. own.Meetings.Where(other => other != meeting)] });
            yield return new Suspect(
                new ConflictMember(ConflictKind.Meeting, new MeetingRule().Name, "", found) { Dates = [date] }, Without)
            {
                Ladders = [Ladder.Single(Remark.Of("way-meeting-moved", $"meeting of {found} moved"), Without)],
            };
        }

        if (agent.Absences.Count > 0)
        {
            yield return Absences(agent.Absences, agent.Absences);
        }

        foreach (DayLock dayLock in agent.Locks)
        {
            string found = PlannerText.Date(dayLock.Date) + (dayLock.Shift is { } shift && grid.IndexOf(dayLock.Date) is var day && day >= 0
                ? $" {PlannerText.Time(grid, day, shift.Start)}–{PlannerText.Time(grid, day, shift.End)}"
                : " off");
            Person Without(Person person) => With(person, own => own with { Locks = [.. own.Locks.Where(other => other != dayLock)] });
            yield return new Suspect(
                new ConflictMember(ConflictKind.Lock, new LockRule().Name, "planner", found) { Dates = [dayLock.Date] }, Without)
            {
                Ladders = [Ladder.Single(new Remark($"way-lock-removed|{PlannerText.Date(dayLock.Date)}", $"lock of {found} taken away"), Without)],
            };
        }
    }

    /// <summary>Absences as one suspect, cut by day.</summary>
    /// <param name="absences">Those that conflict.</param>
    /// <param name="all">All the person has: when giving up the conflicting ones is not enough, the others follow.</param>
    public static Suspect Absences(IReadOnlyList<DayAbsence> absences, IReadOnlyList<DayAbsence> all)
    {
        static Person Without(Person person, IEnumerable<DayAbsence> taken)
        {
            HashSet<DayAbsence> gone = [.. taken];
            return With(person, own => own with { Absences = [.. own.Absences.Where(absence => !gone.Contains(absence))] });
        }

        static Remark Say(IEnumerable<DayAbsence> taken)
        {
            LocalDate[] days = [.. taken.Select(absence => absence.Date)];
            return new Remark($"way-absence-given-up|{PlannerText.Runs(days)}", $"absence of {PlannerText.Days(days)} given up");
        }

        DayAbsence[] order = [.. absences.Reverse(), .. all.Except(absences).Reverse()];
        string of = all.Count > absences.Count ? $", of {all.Count} days away" : "";
        return new Suspect(
            new ConflictMember(ConflictKind.Absence, new AbsenceRule().Name, "", PlannerText.Days(absences.Select(absence => absence.Date)) + of)
            {
                Dates = [.. absences.Select(absence => absence.Date)],
            },
            person => Without(person, absences))
        {
            Parts = absences.Count == 1 ? [] : [.. absences.Select(absence => Absences([absence], all))],
            Ladders = [new Ladder(order.Length, (person, step) => (Without(person, order.Take(step + 1)), Say(order.Take(step + 1))))],
        };
    }

    /// <summary>Two templates that allow nearly everything: whoever may use them is bound by opening hours and rules only.</summary>
    private static IEnumerable<PlanTemplate> AnyShift(SchedulingProblem problem)
    {
        PlanTemplate free = new(new TemplateId("any shift without a lunch"))
        {
            Weekdays = EveryDay,
            EarliestStart = LocalTime.Midnight,
            LatestStart = new LocalTime(23, 45),
            StartStepMinutes = problem.Grid.SlotMinutes,
            MinPaidMinutes = problem.PaidUnitMinutes,
            MaxPaidMinutes = Math.Min(24 * 60, (Search.DayPricing.PaidStride - 1) * problem.PaidUnitMinutes),
        };
        LunchRule lunch = new(30, 30, [new TimeWindow(LocalTime.Midnight, new LocalTime(23, 45))])
        {
            MinBeforeMinutes = problem.Grid.SlotMinutes,
            MinAfterMinutes = problem.Grid.SlotMinutes,
            MaxBeforeMinutes = 24 * 60,
            MaxAfterMinutes = 24 * 60,
        };
        return [free, free with { Id = new TemplateId("any shift with a lunch"), Lunch = lunch }];
    }
}
