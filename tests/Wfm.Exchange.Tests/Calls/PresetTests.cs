using NodaTime;

namespace Wfm.Exchange.Tests.Calls;

public sealed class PresetTests
{
    private const string Genesys = "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,Total Handle Time (Seconds)";
    private const string CallGuide = "Kö;Datum;Tid;Mottagna;Etablerade;Återetablerade;Övergivna 1;Övergivna 2;Förlorade;Besvarade inom servicenivå 1;Medelkötid;Samtalstid;Efterbehandlingstid";

    [Test]
    public void Genesys_rows_of_one_interval_are_added_up_in_utc_and_mail_is_no_call()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = Read(
            CallColumns.Genesys, Genesys,
            "2026-01-05T06:00:00Z,Växel,Voice,svenska|||skola,sv,10,9,2000.5", "2026-01-05T06:00:00,Växel,voice,,en,3,2,400", "2026-01-05T06:00:00.000Z,Växel,Callback,,sv,1,1,100",
            "2026-01-05T06:00:00Z,Växel,Email,,sv,50,50,9000", "2026-01-05T06:15:00Z,Växel,Voice,,sv,4,,");

        result.Only().Intervals.ShouldBe(
        [
            new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 14, 12, HandleSeconds: 2500.5),
            new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 15), Duration.FromMinutes(15), 4),
        ]);
        TextFile.WarningsOf(result).ShouldBe(["file, line 0, Media Type: 1 rows of media other than voice and callback are no calls and were left out."]);
    }

    [Test]
    public void The_same_queue_medium_skill_set_and_language_twice_is_a_problem() =>
        TextFile.ProblemsOf(Read(CallColumns.Genesys, Genesys, "2026-01-05T06:00:00Z,V,Voice,a,sv,10,9,2000", "2026-01-05T06:00:00Z,V,Voice,A,sv,10,9,2000"))
            .ShouldBe(["file, line 3, Queue: \"V\" — expected each queue once for an interval with the same Media Type, Skill Set, Language; line 2 has it."]);

    // The hour that comes twice in local time has its own rows in UTC.
    [TestCase(2026, 10, 25, 100)]
    [TestCase(2027, 3, 28, 92)]
    public void A_day_of_the_clock_change_goes_out_to_Genesys_and_comes_back(int year, int month, int day, int quarters)
    {
        CallInterval[] intervals = [.. DayIntervals.StartsOf(new LocalDate(year, month, day), TextFile.Stockholm, Duration.FromMinutes(15))
            .Select((start, at) => new CallInterval(start, Duration.FromMinutes(15), at, at, HandleSeconds: at * 240.25))];
        CallSeries calls = new(new QueueId("=växel"), TextFile.Stockholm, Duration.FromMinutes(15), intervals);

        string text = TextFile.Written(writer => GenesysCsv.Write(writer, [calls]));
        CallSeries read = Read(CallColumns.Genesys, text.TrimEnd('\n').Split('\n')).Only();

        read.Intervals.Count.ShouldBe(quarters);
        read.Intervals.ShouldBe(intervals);
        read.Queue.ShouldBe(calls.Queue);
    }

    [Test]
    public void Shorter_intervals_go_out_to_Genesys_as_quarters()
    {
        Instant seven = Instant.FromUtc(2026, 1, 5, 6, 0);
        CallSeries calls = new(new QueueId("q"), TextFile.Stockholm, Duration.FromMinutes(5), [.. Enumerable.Range(0, 6).Select(at =>
            new CallInterval(seven + Duration.FromMinutes(5 * at), Duration.FromMinutes(5), 2, 1, HandleSeconds: 100))]);

        TextFile.Written(writer => GenesysCsv.Write(writer, [calls])).Split('\n')[1..3].ShouldBe(
            ["2026-01-05T06:00:00Z,q,Voice,,,6,3,300", "2026-01-05T06:15:00Z,q,Voice,,,6,3,300"]);
    }

    [Test]
    public void CallGuide_is_read_and_says_that_it_is_to_be_confirmed()
    {
        ImportResult<IReadOnlyList<CallSeries>> result = Read(CallColumns.CallGuide, CallGuide, "Växel;2026-01-05;07:00;12;9;1;1;1;1;7;14;1800;300");

        result.Only().Intervals.ShouldBe([new CallInterval(Instant.FromUtc(2026, 1, 5, 6, 0), Duration.FromMinutes(15), 12, 9, 3, 7, 2100)]);
        TextFile.WarningsOf(result).ShouldHaveSingleItem().ShouldContain("to be confirmed with a real file");
    }

    [Test]
    public void Every_preset_is_found_by_a_name_of_its_own() =>
        CallColumns.Presets.Select(preset => preset.Name).ShouldBe(["wfm", "teleopti", "genesys", "callguide"]);

    private static ImportResult<IReadOnlyList<CallSeries>> Read(CallColumns columns, params string[] lines) =>
        CallsCsv.Read(TextFile.Lines(lines), "file", columns, TextFile.Stockholm);
}
