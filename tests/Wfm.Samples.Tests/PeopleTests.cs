using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples.Tests;

public sealed class PeopleTests
{
    [TestCase(1)]
    [TestCase(2)]
    public void Fifty_two_people_in_seven_groups(int seed)
    {
        SampleCentre centre = Centres.Of(seed);

        centre.Agents.GroupBy(agent => agent.Group.Value).Select(group => (group.Key, group.Count())).ShouldBe(
            [("vaxel", 2), ("forsta", 10), ("but", 9), ("soc", 12), ("sam", 10), ("stod", 4), ("vik", 5)]);
        centre.Agents.Select(agent => agent.Id.Value).ShouldBe(Enumerable.Range(1, 52).Select(number => $"{number:0000}"));
        centre.Agents.Select(agent => agent.Name).ShouldBeUnique();
        centre.Agents.ShouldContain(agent => agent.Name.Contains('å') || agent.Name.Contains('ä') || agent.Name.Contains('ö'));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Contracts_are_65_percent_full_time_and_owe_40_hours_times_their_share(int seed)
    {
        SampleCentre centre = Centres.Of(seed);

        centre.Agents.CountBy(agent => agent.Contract.Value).OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value)).ShouldBe(
            [("heltid", 34), ("deltid80", 9), ("deltid75", 5), ("deltid50", 4)]);
        centre.Contracts.Select(contract => contract.HoursPerWeek.TotalHours).ShouldBe([40, 32, 30, 20]);
        centre.Contracts.ShouldAllBe(contract => contract.WeekBand == Duration.FromHours(5)
            && contract.PeriodTolerance == Duration.FromHours(1) && contract.Rules == WorkRules.MunicipalAgreement);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Two_in_three_answer_for_more_than_one_group_and_no_queue_hangs_on_a_few(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        Dictionary<QueueId, GroupId?> groupOf = centre.Queues.ToDictionary(queue => queue.Id, queue => queue.Group);
        ILookup<AgentId, Skill> skills = centre.Skills.ToLookup(skill => skill.Agent);

        centre.Agents.ShouldAllBe(agent => skills[agent.Id].Any(skill => skill.Priority == 1));
        (centre.Agents.Count(agent => skills[agent.Id].Select(skill => groupOf[skill.Queue]).Distinct().Count() > 1) / 52.0)
            .ShouldBeInRange(0.60, 0.70);
        centre.Queues.ShouldAllBe(queue => centre.Skills.Count(skill => skill.Queue == queue.Id) >= 8);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Every_code_that_is_mentioned_exists(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        HashSet<AgentId> agents = [.. centre.Agents.Select(agent => agent.Id)];
        HashSet<QueueId> queues = [.. centre.Queues.Select(queue => queue.Id)];
        HashSet<GroupId> groups = [.. centre.Groups.Select(group => group.Id)];

        centre.Agents.ShouldAllBe(agent => groups.Contains(agent.Group) && centre.Contracts.Any(contract => contract.Id == agent.Contract));
        centre.Queues.ShouldAllBe(queue => queue.Group != null && groups.Contains(queue.Group.Value));
        centre.Skills.ShouldAllBe(skill => agents.Contains(skill.Agent) && queues.Contains(skill.Queue));
        centre.Skills.Select(skill => (skill.Agent, skill.Queue)).ShouldBeUnique();
        centre.Absences.Select(one => one.Agent).Concat(centre.Meetings.Select(one => one.Agent)).Concat(centre.Wishes.Select(one => one.Agent))
            .Concat(centre.PreviousShifts.Select(one => one.Agent)).Concat(centre.Requests.Select(one => one.Agent)).ShouldBeSubsetOf(agents);
        centre.Events.Select(one => one.Queue).ShouldBeSubsetOf(queues);
        centre.Truth.Events.Where(one => one.Queue != null).Select(one => one.Queue!.Value).ShouldBeSubsetOf(queues);
        centre.History.Select(series => series.Queue).ShouldBe(centre.Queues.Select(queue => queue.Id));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Shifts_before_the_period_are_eight_hours_inside_opening_hours_with_eleven_hours_rest(int seed)
    {
        SampleCentre centre = Centres.Of(seed);

        centre.PreviousShifts.Count.ShouldBeGreaterThan(80);
        centre.PreviousShifts.ShouldAllBe(shift => shift.PaidTime == Duration.FromHours(8));
        foreach (Shift shift in centre.PreviousShifts)
        {
            shift.Date.ShouldBeInRange(centre.Period.FirstDay.PlusDays(-14), centre.Period.FirstDay.PlusDays(-1));
            Interval open = new OpeningPeriod(shift.Date.DayOfWeek, new LocalTime(7, 0), new LocalTime(17, 0), null, null).On(shift.Date, centre.Unit.Zone);
            (shift.Span.Start >= open.Start && shift.Span.End <= open.End).ShouldBeTrue();
            shift.Activities.ShouldAllBe(activity => activity.Span.Duration <= Duration.FromHours(5));
        }

        foreach (IGrouping<AgentId, Shift> person in centre.PreviousShifts.GroupBy(shift => shift.Agent))
        {
            person.Zip(person.Skip(1)).ShouldAllBe(pair => pair.Second.Span.Start - pair.First.Span.End >= Duration.FromHours(11));
        }
    }

    [Test]
    public void Nobody_worked_on_Christmas_or_while_away()
    {
        SampleCentre centre = Centres.One;
        LocalDate[] closed = [new(2025, 12, 24), new(2025, 12, 25), new(2025, 12, 26), new(2025, 12, 31), new(2026, 1, 1)];
        AgentId onLeave = centre.Absences.First(absence => absence.Category == AbsenceCategory.ParentalLeave
            && absence.Start.Date == centre.Period.FirstDay).Agent;

        centre.PreviousShifts.ShouldAllBe(shift => !closed.Contains(shift.Date));
        centre.PreviousShifts.ShouldAllBe(shift => shift.Agent != onLeave);
        centre.PreviousShifts.ShouldAllBe(shift => centre.Agents.Single(agent => agent.Id == shift.Agent).IsEmployedOn(shift.Date));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Every_kind_of_absence_occurs_within_the_period_and_none_overlap(int seed)
    {
        SampleCentre centre = Centres.Of(seed);

        centre.Absences.Select(absence => absence.Category).Distinct().Order().ShouldBe(Enum.GetValues<AbsenceCategory>().Order());
        centre.Absences.ShouldAllBe(absence => absence.Start < absence.End
            && absence.Start.Date >= centre.Period.FirstDay && absence.End <= centre.Period.LastDay.PlusDays(1).AtMidnight());
        foreach (IGrouping<AgentId, Absence> person in centre.Absences.GroupBy(absence => absence.Agent))
        {
            person.Zip(person.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        }
    }

    [Test]
    public void Sportlov_in_week_9_is_the_most_wanted_week()
    {
        LocalDate monday = new(2026, 2, 23);

        Centres.One.Absences.Count(absence => absence.Category == AbsenceCategory.Vacation
            && absence.Start.Date == monday && absence.End.Date == monday.PlusDays(5)).ShouldBeGreaterThanOrEqualTo(5);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Meetings_never_meet_absences_or_each_other_or_closed_days(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        ILookup<AgentId, Absence> absences = centre.Absences.ToLookup(absence => absence.Agent);

        foreach (IGrouping<AgentId, Meeting> person in centre.Meetings.GroupBy(meeting => meeting.Agent))
        {
            person.Zip(person.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
            person.ShouldAllBe(meeting => !absences[meeting.Agent].Any(absence => absence.Start < meeting.End && absence.End > meeting.Start));
        }

        centre.Meetings.ShouldAllBe(meeting => meeting.Start.Date != new LocalDate(2026, 1, 6) && meeting.Start.TimeOfDay >= new LocalTime(9, 0)
            && meeting.End.TimeOfDay <= new LocalTime(16, 30) && meeting.Start.Date == meeting.End.Date);
        centre.Meetings.Where(meeting => meeting.Activity == ActivityKind.Training)
            .ShouldAllBe(meeting => meeting.IsMovable && Period.Between(meeting.Start, meeting.End).ToDuration() == Duration.FromMinutes(30));
    }

    // 5 days of 8 h, 4 of 8, 4 of 7.5, 4 of 5: inside the templates' hours, and inside the opening hours with half an hour's lunch.
    [TestCase("heldag", 8.0)]
    [TestCase("heldag", 7.5)]
    [TestCase("kort", 5.0)]
    public void Templates_reach_the_contracts_between_seven_and_five(string template, double hours)
    {
        ShiftTemplate found = Centres.One.ShiftTemplates.Single(one => one.Id == new TemplateId(template));

        hours.ShouldBeInRange(found.ShortestWork.TotalHours, found.LongestWork.TotalHours);
        found.EarliestStart.PlusMinutes((long)(hours * 60) + (long)found.ShortestLunch.TotalMinutes).ShouldBeLessThanOrEqualTo(new LocalTime(17, 0));
    }
}
