using NodaTime;

namespace Wfm.Exchange.Tests.Calls;

public sealed class ForeignFileTests
{
    private const string TeleoptiHeader =
        "interval;date_from;time;queue;queue_name;offd_direct_call_cnt;overflow_in_call_cnt;aband_call_cnt;overflow_out_call_cnt;answ_call_cnt;"
        + "queued_and_answ_call_dur;queued_and_aband_call_dur;talking_call_dur;wrap_up_dur;queued_answ_longest_que_dur;"
        + "queued_aband_longest_que_dur;avg_avail_member_cnt;ans_servicelevel_cnt;wait_dur;aband_short_call_cnt;aband_within_sl_cnt";

    [Test]
    public void The_Teleopti_style_queue_file_is_read_with_its_sums()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = Teleopti("15;2026-01-05;07:00;2001;Växel;10;2;3;1;8;120;45;1800;300;60;30;4,5;6;900;1;1");

        result.Only().Intervals.ShouldBe(
            [new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 12, 8, 3, 6, 2100, 165, 120, 1, 1)]);
        result.Only().Queue.ShouldBe(new QueueId("2001"));
        result.Warnings.ShouldBeEmpty();
    }

    [Test]
    public void A_log_that_books_answers_later_than_offers_is_taken_with_warnings()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = Teleopti(
            "15;2026-01-05;07:00;2001;Växel;10;0;0;0;8;0;0;1800;300;0;0;0;6;0;0;0",
            "15;2026-01-05;07:15;2001;Växel;3;0;0;0;5;0;0;1800;300;0;0;0;5;0;0;0",
            "15;2026-01-05;07:30;2001;Växel;0;0;0;0;0;0;0;0;40;0;0;0;0;0;0;0");

        result.IsAccepted.ShouldBeTrue();
        TextFile.WarningsOf(result).ShouldBe(
        [
            "queue.csv, line 2, offd_direct_call_cnt: 10 calls offered, 8 accounted for.",
            "queue.csv, line 3, answ_call_cnt: more calls answered than offered.",
            "queue.csv, line 4, talking_call_dur: handle time without a call.",
        ]);
    }

    [TestCase("15;2026-13-05;07:00", "queue.csv, line 2, date_from: \"2026-13-05\" — expected a date such as 2026-01-05 in the years 1990 to 2100.")]
    [TestCase("15;2026-01-05;25:00", "queue.csv, line 2, time: \"25:00\" — expected a time of day such as 07:00.")]
    [TestCase("15;2027-03-28;02:30", "queue.csv, line 2, time: \"02:30\" — expected a time that exists on the clock of Europe/Stockholm; this one is skipped when summer time begins.")]
    [TestCase("7;2026-01-05;07:00", "queue.csv, line 2, interval: \"7\" — expected a length in minutes that divides an hour, such as 15 or 30.")]
    public void Its_dates_times_and_lengths_are_checked(string cells, string problem) =>
        TextFile.ProblemsOf(Teleopti(cells + ";2001;Växel;1;0;0;0;1;0;0;10;0;0;0;0;1;0;0;0")).ShouldBe([problem]);

    [Test]
    public void A_mapping_of_the_users_own_reads_their_file()
    {
        CallColumns columns = Mapping(
            """
            {
              "queue": "Kö", "date": "Datum", "time": "Kl", "datePattern": "d/M/uuuu", "timePattern": "HH.mm",
              "offered": ["Inkomna", "Överspill in"], "answered": "Besvarade", "ahtSeconds": "Medeltid", "delimiter": "|"
            }
            """);

        ImportResult<IReadOnlyList<CallSeries>> result = CallsCsv.Read(
            TextFile.Lines("Kö|Datum|Kl|Inkomna|Överspill in|Besvarade|Medeltid", "växel|5/1/2026|07.00|10|2|9|240,5"), "export.txt", columns, TextFile.Stockholm);

        result.Only().Intervals.ShouldBe(
            [new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 12, 9, HandleSeconds: 9 * 240.5)]);
    }

    [Test]
    public void Every_column_a_users_mapping_names_must_be_in_the_file()
    {
        CallColumns columns = Mapping("""{ "queue": "Kö", "start": "Tid", "offered": "In", "answered": "Svar" }""");

        ImportResult<IReadOnlyList<CallSeries>> result =
            CallsCsv.Read(TextFile.Lines("Kö;Tid;In", "växel;2026-01-05 07:00;1"), "export.csv", columns, TextFile.Stockholm);

        TextFile.ProblemsOf(result).ShouldBe(["export.csv, line 1, Svar: \"\" — expected a column of this name in the header."]);
    }

    [TestCase("""{ "queue": "Kö" }""", "offered", "start")]
    [TestCase("""{ "queue": "Kö", "offered": "In", "date": "Datum" }""", "start")]
    [TestCase("""{ "queue": "Kö", "offered": "In", "start": "Tid", "date": "Datum", "time": "Kl" }""", "start")]
    [TestCase("""{ "queue": 7, "offered": [], "start": "Tid", "colour": "red" }""", "queue", "offered", "colour")]
    [TestCase("""{ "queue": "Kö", "offered": "In", "start": "Tid", "startPattern": "%", "delimiter": "||" }""", "startPattern", "delimiter")]
    [TestCase("""[]""", "")]
    [TestCase("""{ "queue": """, "")]
    [TestCase("", "")]
    public void A_bad_mapping_is_refused_with_everything_that_is_wrong(string json, params string[] properties)
    {
        ImportResult<CallColumns> result = CallColumnsJson.Read(TextFile.Of(json), "mapping.json");

        result.Problems.Select(problem => problem.Column).ShouldBe(properties);
        result.Value.ShouldBeNull();
    }

    private static CallColumns Mapping(string json)
    {
        ImportResult<CallColumns> result = CallColumnsJson.Read(TextFile.Of(json), "mapping.json");
        TextFile.ProblemsOf(result).ShouldBeEmpty();
        return result.Value!;
    }

    private static ImportResult<IReadOnlyList<CallSeries>> Teleopti(params string[] rows) =>
        CallsCsv.Read(TextFile.Lines([TeleoptiHeader, .. rows]), "queue.csv", CallColumns.Teleopti, TextFile.Stockholm);
}
