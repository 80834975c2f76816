using NodaTime;

namespace Wfm.Exchange.Tests.People;

public sealed class PeopleFilesTests
{
    private static readonly AgentId Asa = new("0063");

    [Test]
    public void Agents_skills_and_groups_are_read_with_their_defaults()
    {
        PeopleData people = new PeopleDirectory().Taken();

        people.Agents.ShouldBe(
        [
            new Agent(Asa, "Åsa Öberg", new GroupId("first"), new ContractId("heltid"), new LocalDate(2020, 1, 1), null),
            new Agent(new AgentId("0064"), "0064", new GroupId("first"), new ContractId("deltid"), null, new LocalDate(2026, 12, 31)),
        ]);
        people.Skills.ShouldBe(
        [
            new Skill(Asa, new QueueId("växel"), 1, null, null),
            new Skill(Asa, new QueueId("skola"), 2, new LocalDate(2026, 1, 1), new LocalDate(2026, 6, 30)),
            new Skill(new AgentId("0064"), new QueueId("växel"), 1, null, null),
        ]);
        people.Groups.ShouldBe([new AnswerGroup(new GroupId("first"), "first")]);
    }

    [Test]
    public void Contracts_take_a_share_as_fraction_or_percent_and_know_their_rules()
    {
        IReadOnlyList<Contract> contracts = new PeopleDirectory().Taken().Contracts;

        contracts.ShouldBe(
        [
            new Contract(new ContractId("heltid"), 1, Duration.FromHours(38.25), Duration.FromHours(6), Duration.FromHours(2), WorkRules.MunicipalAgreement),
            new Contract(new ContractId("deltid"), 0.8, Duration.FromHours(32), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct),
        ]);
    }

    [Test]
    public void Shift_templates_are_read_with_and_without_lunch()
    {
        IReadOnlyList<ShiftTemplate> templates = new PeopleDirectory().Taken().Templates;

        templates[0].Weekdays.ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday]);
        (templates[0] with { Weekdays = [] }).ShouldBe(
            new ShiftTemplate(
                new TemplateId("dag"), [], new LocalTime(7, 0), new LocalTime(9, 0), Duration.FromMinutes(15), Duration.FromHours(6), Duration.FromHours(8.5),
                Duration.FromMinutes(30), Duration.FromMinutes(60), new LocalTime(11, 0), new LocalTime(13, 30), 2, Duration.FromMinutes(15), null));
        (templates[1] with { Weekdays = [] }).ShouldBe(
            new ShiftTemplate(
                new TemplateId("kort"), [], new LocalTime(10, 0), new LocalTime(10, 0), Duration.FromMinutes(30), Duration.FromHours(4), Duration.FromHours(4),
                Duration.Zero, Duration.Zero, null, null, 0, Duration.Zero, null));
    }

    [Test]
    public void A_template_on_several_rows_holds_on_all_their_weekdays_and_may_be_for_one_contract()
    {
        PeopleData people = new PeopleDirectory().With(
            "shift_templates.csv",
            """
            template,weekday,earliest_start,latest_start,min_hours,max_hours,contract
            dag,fri,07:00,09:00,6,8,heltid
            dag,mon,07:00,09:00,6,8,heltid
            alla,,07:00,09:00,6,8,
            """).Taken();

        people.Templates[0].Weekdays.ShouldBe([IsoDayOfWeek.Monday, IsoDayOfWeek.Friday]);
        people.Templates[0].Contract.ShouldBe(new ContractId("heltid"));
        people.Templates[1].Weekdays.Count.ShouldBe(7);
    }

    [Test]
    public void Targets_carry_promise_limits_model_patience_and_shrinkage_by_lead()
    {
        IReadOnlyDictionary<QueueId, QueueTarget> targets = new PeopleDirectory().Taken().Targets;

        targets[new QueueId("växel")].ShouldBe(
            new QueueTarget(
                new ServiceLevelTarget(0.8, Duration.FromSeconds(30)), 0.05, new ActionLimits(0.7, 0.9), StaffingModel.ErlangC, Duration.FromSeconds(240),
                new Shrinkage([new ShrinkageStep(0, 0.08), new ShrinkageStep(14, 0.12), new ShrinkageStep(30, 0.15)])));
        targets[new QueueId("skola")].ShouldBe(
            new QueueTarget(
                new ServiceLevelTarget(0.85, Duration.FromSeconds(120)), null, null, StaffingModel.ErlangA, null, Shrinkage.None));
    }

    [Test]
    public void Opening_hours_hold_on_every_weekday_named()
    {
        IReadOnlyDictionary<QueueId, OpeningHours> hours = new PeopleDirectory().Taken().OpeningHours;

        Opening.On(hours, "växel", new LocalDate(2026, 1, 5)).ShouldBe("06:00-16:00");
        Opening.On(hours, "växel", new LocalDate(2026, 1, 4)).ShouldBe("09:00-23:00");
        Opening.On(hours, "växel", new LocalDate(2027, 1, 3)).ShouldBe("");
        Opening.On(hours, "skola", new LocalDate(2026, 1, 9)).ShouldBe("07:00-11:00 12:00-15:00");
    }

    [Test]
    public void Absences_meetings_wishes_and_previous_shifts_are_read()
    {
        PeopleData people = new PeopleDirectory()
            .With("absences.csv", "agent,start,end,category\n0063,2026-01-05,2026-01-09,semester\n0063,2026-02-02T12:00,2026-02-02T17:00,\n0064,2026-01-05T06:00Z,2026-01-05T09:00Z,CareOfChild")
            .With("meetings.csv", "agent,start,end,activity,movable\n0063,2026-01-12T13:00,2026-01-12T14:00,APT,ja\n0064,2026-01-12T13:00,2026-01-12T14:00,training,")
            .With("wishes.csv", "agent,date,wish,strength\n0063,2026-01-16,day_off,2\n0064,,tidig,")
            .With("previous_shifts.csv", "agent,start,end\n0063,2025-12-30T07:00,2025-12-30T16:00\n0063,2025-12-31T22:00+01:00,2026-01-01T06:00+01:00")
            .Taken();

        people.Absences.ShouldBe(
        [
            new Absence(Asa, PeopleDirectory.At(1, 5), PeopleDirectory.At(1, 10), AbsenceCategory.Vacation),
            new Absence(Asa, PeopleDirectory.At(2, 2, 12), PeopleDirectory.At(2, 2, 17), AbsenceCategory.Other),
            new Absence(new AgentId("0064"), PeopleDirectory.At(1, 5, 7), PeopleDirectory.At(1, 5, 10), AbsenceCategory.CareOfChild),
        ]);
        people.Meetings.ShouldBe(
        [
            new Meeting(Asa, PeopleDirectory.At(1, 12, 13), PeopleDirectory.At(1, 12, 14), ActivityKind.Meeting, true),
            new Meeting(new AgentId("0064"), PeopleDirectory.At(1, 12, 13), PeopleDirectory.At(1, 12, 14), ActivityKind.Training, false),
        ]);
        people.Wishes.ShouldBe([new Wish(Asa, new LocalDate(2026, 1, 16), WishKind.DayOff, 2), new Wish(new AgentId("0064"), null, WishKind.Early, 1)]);
        people.PreviousShifts.ShouldBe(
        [
            new PreviousShift(Asa, new Interval(Instant.FromUtc(2025, 12, 30, 6, 0), Instant.FromUtc(2025, 12, 30, 15, 0))),
            new PreviousShift(Asa, new Interval(Instant.FromUtc(2025, 12, 31, 21, 0), Instant.FromUtc(2026, 1, 1, 5, 0))),
        ]);
    }

    [Test]
    public void A_rule_set_of_the_employers_keeps_the_acts_value_where_its_cell_is_empty_and_drops_a_rule_that_is_off()
    {
        PeopleData people = new PeopleDirectory()
            .With("rule_sets.csv", "rule_set,daily_rest_hours,day_break,longest_day_hours,most_working_days_in_a_row,week_break,most_weekends,averaging_weeks,average_week_hours,called_in\nnatt,12,05:00,off,5,off,4,4,40,ja")
            .With("contracts.csv", "contract,share,rule_set\nheltid,1,natt\ndeltid,0.5,atl").Taken();

        people.Contracts[0].Rules.ShouldBe(
            new WorkRules
            {
                Name = "natt",
                DailyRest = Duration.FromHours(12),
                DayBreak = new LocalTime(5, 0),
                LongestDay = null,
                MostWorkingDaysInARow = 5,
                WeekBreak = null,
                MostWeekends = 4,
                AveragingWeeks = 4,
                AverageWeek = Duration.FromHours(40),
                IsCalledIn = true,
            });
    }

    [Test]
    public void Queues_and_groups_have_names_channels_and_owners()
    {
        PeopleData people = new PeopleDirectory()
            .With("groups.csv", "group,name\nfirst,Första linjen\nskolor,Skolor")
            .With("queues.csv", "queue,name,channel,group\nväxel,Växeln,telefon,first\nskola,,,\npost,Mejl,mail,skolor").Taken();

        people.Groups.ShouldBe([new AnswerGroup(new GroupId("first"), "Första linjen"), new AnswerGroup(new GroupId("skolor"), "Skolor")]);
        people.Queues.ShouldBe(
        [
            new QueueEntry(new QueueId("växel"), "Växeln", Channel.Phone, new GroupId("first")),
            new QueueEntry(new QueueId("skola"), "skola", Channel.Phone, null),
            new QueueEntry(new QueueId("post"), "Mejl", Channel.Mail, new GroupId("skolor")),
        ]);
    }

    [Test]
    public void An_agent_without_skills_and_a_queue_that_never_opens_are_warnings()
    {
        ImportResult<PeopleData> result = new PeopleDirectory()
            .Plus("agents.csv", "0099,Ny,first,heltid,,").Plus("targets.csv", "post,0.8,30,,,,,,,").Read();

        result.IsAccepted.ShouldBeTrue();
        TextFile.WarningsOf(result).ShouldBe(
        [
            "agents.csv, line 4, agent: 0099 has no skill in skills.csv and can take no contacts.",
            "targets.csv, line 4, queue: post has no row in opening_hours.csv and never opens.",
        ]);
    }
}

/// <summary>Opening hours as text, for comparison.</summary>
file static class Opening
{
    public static string On(IReadOnlyDictionary<QueueId, OpeningHours> hours, string queue, LocalDate day) =>
        string.Join(' ', hours[new QueueId(queue)].On(day, TextFile.Stockholm).Select(open => $"{open.Start:HH:mm}-{open.End:HH:mm}"));
}
