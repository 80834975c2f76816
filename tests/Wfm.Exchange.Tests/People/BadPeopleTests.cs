namespace Wfm.Exchange.Tests.People;

public sealed class BadPeopleTests
{
    [TestCase("agents.csv", "0063,Twin,first,heltid,,", "agents.csv, line 4, agent: \"0063\" — expected each agent once; line 2 has it.")]
    [TestCase("agents.csv", "7,X,first,vikarie,,", "agents.csv, line 4, contract: \"vikarie\" — expected a contract of contracts.csv.")]
    [TestCase("agents.csv", "7,X,,heltid,,", "agents.csv, line 4, group: \"\" — expected the code of a group.")]
    [TestCase("agents.csv", "7,X,first,heltid,2026-05-01,2026-04-30", "agents.csv, line 4, employed_to: \"2026-04-30\" — expected a date not before employed_from.")]
    [TestCase("agents.csv", "7,X,first,heltid,1/5/2026,", "agents.csv, line 4, employed_from: \"1/5/2026\" — expected a date such as 2026-01-05, in the years 1990 to 2100.")]
    [TestCase("skills.csv", "9999,växel,1,,", "skills.csv, line 5, agent: \"9999\" — expected an agent of agents.csv.")]
    [TestCase("skills.csv", "0063,vaxel,1,,", "skills.csv, line 5, queue: \"vaxel\" — expected a queue that exists.")]
    [TestCase("skills.csv", "0063,skola,1,2026-06-30,", "skills.csv, line 5, queue: \"skola\" — expected a skill of an agent once at a time; line 3 has it on the same days.")]
    [TestCase("skills.csv", "0064,skola,0,,", "skills.csv, line 5, priority: \"0\" — expected a whole number from 1, which is served first, to 99.")]
    [TestCase("contracts.csv", "c;80;30;;;", "contracts.csv, line 4, share: \"80\" — expected a share of full time above 0 and at most 1; write 80 % as 0.80.")]
    [TestCase("contracts.csv", "c;0;30;;;", "contracts.csv, line 4, share: \"0\" — expected a share of full time above 0 and at most 1; write 80 % as 0.80.")]
    [TestCase("contracts.csv", "c;1;49;;;atl", "contracts.csv, line 4, hours_per_week: \"49\" — expected at most 48 hours a week, the longest week of rule set atl.")]
    [TestCase("contracts.csv", "c;1;40;;;at", "contracts.csv, line 4, rule_set: \"at\" — expected a rule set: atl, ab.")]
    [TestCase("contracts.csv", "c;1;40;-1;;", "contracts.csv, line 4, week_band_hours: \"-1\" — expected a number of hours, 0 or more.")]
    [TestCase("contracts.csv", "heltid;1;40;;;", "contracts.csv, line 4, contract: \"heltid\" — expected each contract once; line 2 has it.")]
    [TestCase("shift_templates.csv", "t,8,07:00,09:00,15,6,8,30,60,11:00,13:30,2,15", "shift_templates.csv, line 4, weekday: \"8\" — expected a weekday: 1 to 7 from Monday, a name such as mon or mån, a range such as 1-5, or several parted by blanks.")]
    [TestCase("shift_templates.csv", "t,1,09:00,07:00,15,6,8,30,60,11:00,13:30,2,15", "shift_templates.csv, line 4, latest_start: \"07:00\" — expected a time not before earliest_start.")]
    [TestCase("shift_templates.csv", "t,1,07:00,09:00,15,8,6,30,60,11:00,13:30,2,15", "shift_templates.csv, line 4, max_hours: \"6\" — expected hours not fewer than min_hours.")]
    [TestCase("shift_templates.csv", "t,1,07:00,09:00,15,6,8,30,60,,13:30,2,15", "shift_templates.csv, line 4, lunch_earliest: \"\" — expected the earliest start of the lunch, such as 11:00.")]
    [TestCase("shift_templates.csv", "t,1,07:00,09:00,15,6,8,30,60,13:00,13:30,2,15", "shift_templates.csv, line 4, lunch_latest: \"13:30\" — expected a time that leaves room for the longest lunch after lunch_earliest.")]
    [TestCase("shift_templates.csv", "t,1,07:00,09:00,15,6,8,30,60,11:00,13:30,3,15", "shift_templates.csv, line 4, breaks: \"3\" — expected 0, 1 or 2 breaks.")]
    [TestCase("shift_templates.csv", "t,1,07:00,09:00,15,6,8,30,60,11:00,13:30,2,", "shift_templates.csv, line 4, break_minutes: \"\" — expected a whole number of minutes, 1 to 120.")]
    [TestCase("shift_templates.csv", "dag,6,08:00,09:00,15,6,8.5,30,60,11:00,13:30,2,15", "shift_templates.csv, line 4, template: \"dag\" — expected rows of a template that differ in the weekday only; line 2 says otherwise.")]
    [TestCase("targets.csv", "växel,0.8,30,,,,,,,", "targets.csv, line 4, queue: \"växel\" — expected each queue once; line 2 has it.")]
    [TestCase("targets.csv", "q,80,30,,,,,,,", "targets.csv, line 4, share: \"80\" — expected a share between 0 and 1; write 80 % as 0.80.")]
    [TestCase("targets.csv", "q,1,30,,,,,,,", "targets.csv, line 4, share: \"1\" — expected a share between 0 and 1; write 80 % as 0.80.")]
    [TestCase("targets.csv", "q,0.8,-1,,,,,,,", "targets.csv, line 4, threshold_seconds: \"-1\" — expected a number of seconds, 0 or more.")]
    [TestCase("targets.csv", "q,0.8,30,all,,,,,,", "targets.csv, line 4, definition: \"all\" — expected one of of_offered, of_answered, excluding_short_abandons, abandoned_in_time_counts, virtual_wait.")]
    [TestCase("targets.csv", "q,0.8,30,,5,,,,,", "targets.csv, line 4, max_abandonment: \"5\" — expected a share above 0 and at most 1; write 5 % as 0.05.")]
    [TestCase("targets.csv", "q,0.8,30,,,0.9,0.7,,,", "targets.csv, line 4, upper_limit: \"0.7\" — expected an upper limit not under the lower limit.")]
    [TestCase("targets.csv", "q,0.8,30,,,,,b,,", "targets.csv, line 4, model: \"b\" — expected erlang_a or erlang_c (a or c will do).")]
    [TestCase("targets.csv", "q,0.8,30,,,,,,0,", "targets.csv, line 4, patience_seconds: \"0\" — expected a number of seconds above 0.")]
    [TestCase("targets.csv", "q,0.8,30,,,,,,,1", "targets.csv, line 4, shrinkage: \"1\" — expected a share from 0 up to 1 such as 0.12, or shares by days ahead such as 0:0.08;14:0.12;30:0.15, the first from day 0.")]
    [TestCase("targets.csv", "q,0.8,30,,,,,,,7:0.1", "targets.csv, line 4, shrinkage: \"7:0.1\" — expected a share from 0 up to 1 such as 0.12, or shares by days ahead such as 0:0.08;14:0.12;30:0.15, the first from day 0.")]
    [TestCase("opening_hours.csv", "växel,1,07:00,07:00,2027-01-01,", "opening_hours.csv, line 6, closes: \"07:00\" — expected a time after it opens, or 24:00 for the end of the day.")]
    [TestCase("opening_hours.csv", "växel,1,17:00,07:00,,", "opening_hours.csv, line 6, closes: \"07:00\" — expected a time after it opens, or 24:00 for the end of the day.")]
    [TestCase("opening_hours.csv", "växel,1,24:00,24:00,,", "opening_hours.csv, line 6, opens: \"24:00\" — expected a time of day such as 07:00.")]
    [TestCase("opening_hours.csv", "växel,1,16:45,18:00,,", "opening_hours.csv, line 6, opens: \"16:45\" — expected openings of a queue that do not overlap; line 2 covers the same time.")]
    [TestCase("opening_hours.csv", "växel,1,18:00,19:00,2026-02-01,2026-01-31", "opening_hours.csv, line 6, valid_to: \"2026-01-31\" — expected a date not before valid_from.")]
    [TestCase("opening_hours.csv", "post,1,07:00,17:00,,", "opening_hours.csv, line 6, queue: \"post\" — expected a queue that exists.")]
    public void A_bad_row_is_refused_in_words_a_planner_can_act_on(string file, string row, string problem) =>
        new PeopleDirectory().Plus(file, row).Problems().ShouldBe([problem]);

    [TestCase("absences.csv", "agent,start,end,category\n1,2026-01-05,2026-01-05,sick", "absences.csv, line 2, agent: \"1\" — expected an agent of agents.csv.")]
    [TestCase("absences.csv", "agent,start,end,category\n0063,2026-01-05,2026-01-04,sick", "absences.csv, line 2, end: \"2026-01-04\" — expected a time after the start.")]
    [TestCase("absences.csv", "agent,start,end,category\n0063,2026-01-05,,sick", "absences.csv, line 2, end: \"\" — expected a time such as 2026-01-05T07:00 or a date, in the years 1990 to 2100.")]
    [TestCase("absences.csv", "agent,start,end,category\n0063,2026-01-05,2026-01-06,flu", "absences.csv, line 2, category: \"flu\" — expected one of vacation, sick, care_of_child, parental_leave, leave_of_absence, time_off_in_lieu, other.")]
    [TestCase("absences.csv", "agent,start,end\n0063,2026-03-29T02:30,2026-03-29T08:00", "absences.csv, line 2, start: \"2026-03-29T02:30\" — expected a time that exists on the clock of Europe/Stockholm; this one is skipped when summer time begins.")]
    [TestCase("meetings.csv", "agent,start,end,activity,movable\n0063,2026-01-05T10:00,2026-01-05T11:00,lunch,no", "meetings.csv, line 2, activity: \"lunch\" — expected meeting, training, coaching, administration or back_office.")]
    [TestCase("meetings.csv", "agent,start,end,activity,movable\n0063,2026-01-05T10:00,2026-01-05T11:00,,perhaps", "meetings.csv, line 2, movable: \"perhaps\" — expected true or false (yes, no, ja, nej, 1, 0 will do).")]
    [TestCase("wishes.csv", "agent,date,wish,strength\n0063,2026-01-05,,1", "wishes.csv, line 2, wish: \"\" — expected one of day_off, early, late.")]
    [TestCase("wishes.csv", "agent,date,wish,strength\n0063,2026-01-05,late,0", "wishes.csv, line 2, strength: \"0\" — expected a number above 0, 1 being an ordinary wish, at most 1000.")]
    [TestCase("previous_shifts.csv", "agent,start,end\n0063,2026-01-05T07:00,2026-01-06T07:01", "previous_shifts.csv, line 2, end: \"2026-01-06T07:01\" — expected a time after the start, within 24 hours.")]
    [TestCase("previous_shifts.csv", "agent,start,end\n0063,2026-01-05T07:00,2026-01-05T12:00\n0063,2026-01-05T11:00,2026-01-05T16:00", "previous_shifts.csv, line 3, start: \"0063\" — expected shifts of an agent that do not overlap; line 2 covers the same time.")]
    [TestCase("events.csv", "queue,from,to,name,factor\n,2026-03-02,,snö,0.8\nskola,2026-03-02,,brev,1.5\nvaxel,2026-03-02,,brev,1.5", "events.csv, line 4, queue: \"vaxel\" — expected a queue that exists.")]
    [TestCase("rule_sets.csv", "rule_set,longest_day_hours\nx,-1", "rule_sets.csv, line 2, longest_day_hours: \"-1\" — expected a number of hours above 0, or off.")]
    [TestCase("groups.csv", "group,name\nsecond,Second", "agents.csv, line 2, group: \"first\" — expected a group of groups.csv.", "agents.csv, line 3, group: \"first\" — expected a group of groups.csv.")]
    [TestCase("queues.csv", "queue,name,channel,group\nväxel,,,\nskola,,fax,", "queues.csv, line 3, channel: \"fax\" — expected one of phone, mail, visit, chat, callback, back_office.")]
    [TestCase("agents.csv", "agent,group,contract", "agents.csv, line 1: expected at least one row under the header.")]
    [TestCase("contracts.csv", "", "contracts.csv, line 1: expected a header row with the columns contract, share.")]
    public void A_bad_file_is_refused_and_does_not_accuse_the_files_that_lean_on_it(string file, string text, params string[] problems) =>
        new PeopleDirectory().With(file, text).Problems().ShouldBe(problems);

    [Test]
    public void A_directory_without_its_main_files_says_which_are_missing() =>
        new PeopleDirectory().Without("agents.csv").Without("contracts.csv").Problems().ShouldBe(
        [
            "contracts.csv: expected a file of this name.",
            "agents.csv: expected a file of this name.",
        ]);

    [Test]
    public void A_contract_its_shift_templates_cannot_meet_is_refused() =>
        new PeopleDirectory().With("shift_templates.csv", "template,weekday,earliest_start,latest_start,min_hours,max_hours\nkort,1-3,07:00,09:00,4,6").Problems().ShouldBe(
        [
            "contracts.csv, line 2, hours_per_week: \"38.25\" — expected hours that its shift templates can give, at most 3 days of 6 hours a week.",
            "contracts.csv, line 3, hours_per_week: \"32\" — expected hours that its shift templates can give, at most 3 days of 6 hours a week.",
        ]);

    [Test]
    public void Queues_known_from_elsewhere_are_the_ones_that_count()
    {
        TextFile.ProblemsOf(new PeopleDirectory().Read("växel")).ShouldBe(["targets.csv, line 3, queue: \"skola\" — expected a queue that exists."]);
        new PeopleDirectory().Without("targets.csv").Read("växel", "skola").IsAccepted.ShouldBeTrue();
        TextFile.ProblemsOf(new PeopleDirectory().Without("targets.csv").Without("opening_hours.csv").Read("växel"))
            .ShouldBe(["skills.csv, line 3, queue: \"skola\" — expected a queue that exists."]);
    }

    [Test]
    public void Holidays_and_events_are_read_and_refused_whole()
    {
        HolidaysCsv.Read(TextFile.Lines("date;name;kind", "2026-12-24;Julafton;free_eve", "2026-12-23;Stängt;"), "holidays.csv").Value.ShouldBe(
        [
            new SpecialDay(new NodaTime.LocalDate(2026, 12, 23), "Stängt", SpecialDayKind.PublicHoliday),
            new SpecialDay(new NodaTime.LocalDate(2026, 12, 24), "Julafton", SpecialDayKind.FreeEve),
        ]);
        TextFile.ProblemsOf(HolidaysCsv.Read(TextFile.Lines("date,name", "2026-12-24,a", "2026-12-24,b", ",c"), "holidays.csv")).ShouldBe(
        [
            "holidays.csv, line 3, date: \"2026-12-24\" — expected each date once; line 2 has it.",
            "holidays.csv, line 4, date: \"\" — expected a date such as 2026-01-05, in the years 1990 to 2100.",
        ]);
        EventsCsv.Read(TextFile.Lines("queue,from,to,name,factor", "skola,2026-02-02,2026-02-06,brev,1.4", ",2026-03-01,,snö,"), "events.csv").Value.ShouldBe(
        [
            new KnownEvent(new QueueId("skola"), new NodaTime.LocalDate(2026, 2, 2), new NodaTime.LocalDate(2026, 2, 6), "brev", 1.4),
            new KnownEvent(null, new NodaTime.LocalDate(2026, 3, 1), new NodaTime.LocalDate(2026, 3, 1), "snö", null),
        ]);
        TextFile.ProblemsOf(EventsCsv.Read(TextFile.Lines("queue,from,to,name,factor", "a,2026-02-02,2026-02-01,,0"), "events.csv")).ShouldBe(
        [
            "events.csv, line 2, to: \"2026-02-01\" — expected a date not before from.",
            "events.csv, line 2, name: \"\" — expected the name of an event.",
            "events.csv, line 2, factor: \"0\" — expected calls with the event ÷ calls without it, above 0 and at most 1000.",
        ]);
    }

    [Test]
    public void A_special_day_may_say_when_the_house_closes_and_a_school_break_is_an_event_of_its_own_kind()
    {
        HolidaysCsv.Read(TextFile.Lines("date,name,kind,closes", "2026-06-05,Dagen före nationaldagen,shortened,15:00", "2026-04-30,Valborgsmässoafton,shortened,", "2026-12-23,Dan före,shortened,24:00"), "holidays.csv")
            .Value!.Select(day => day.Closes).ShouldBe([null, new NodaTime.LocalTime(15, 0), null]);
        TextFile.ProblemsOf(HolidaysCsv.Read(TextFile.Lines("date,closes", "2026-06-05,00:00", "2026-06-06,sent"), "holidays.csv")).ShouldBe(
        [
            "holidays.csv, line 2, closes: \"00:00\" — expected when the house closes that day, such as 15:00, or nothing where it closes as usual.",
            "holidays.csv, line 3, closes: \"sent\" — expected when the house closes that day, such as 15:00, or nothing where it closes as usual.",
        ]);
        EventsCsv.Read(TextFile.Lines("from,to,name,kind", "2026-02-23,2026-02-27,Sportlov,skollov", "2026-10-26,2026-10-30,Höstlov,SchoolBreak"), "events.csv")
            .Value!.ShouldAllBe(one => one.IsCalendar);
    }

    [Test]
    public void Kinds_and_shapes_of_events_are_read_in_both_languages_and_refused_with_what_was_expected()
    {
        EventsCsv.Read(TextFile.Lines("from,to,name,kind,shape", "2026-02-02,2026-02-12,brev,Utskick,brev", "2026-03-01,,snö,snow,decay", "2026-04-01,,kö,,"), "events.csv")
            .Value!.Select(one => (one.Kind, one.Shape)).ShouldBe(
                [(EventKind.Letter, EventShape.LetterDrop), (EventKind.Snow, EventShape.Decay), (EventKind.Other, EventShape.Step)]);
        string[] problems = TextFile.ProblemsOf(EventsCsv.Read(TextFile.Lines("from,name,kind,shape", "2026-02-02,brev,post,trappa"), "events.csv"));
        problems.Length.ShouldBe(2);
        problems[0].ShouldStartWith("events.csv, line 2, kind: \"post\" — expected ");
        problems[1].ShouldStartWith("events.csv, line 2, shape: \"trappa\" — expected ");
    }
}
