namespace Wfm.Exchange.Tests.Erlang;

public sealed class ErlangCsvTests
{
    private const string Header = "model,calls,interval_seconds,aht_seconds,agents,threshold_seconds,target,patience_seconds,max_occupancy";

    [Test]
    public void Cases_of_all_three_models_are_read()
    {
        ErlangCaseFile file = Read(Header, "b,100,3600,180,8,,,,", "c,33,3600,240,,30,0.8,,0.85", "Erlang_A,33,3600,240,4,30,,180,");

        file.Problems.ShouldBeEmpty();
        file.Rows.Select(row => row.Case).ShouldBe(
        [
            new ErlangCase(ErlangModel.B, 100, 3600, 180, 8, 0, null, null, null),
            new ErlangCase(ErlangModel.C, 33, 3600, 240, null, 30, 0.8, null, 0.85),
            new ErlangCase(ErlangModel.A, 33, 3600, 240, 4, 30, null, 180, null),
        ]);
    }

    [TestCase("d,1,3600,180,1,30,,,", "cases.csv, line 3, model: \"d\" — expected a model: b, c or a.")]
    [TestCase("c,-1,3600,180,1,30,,,", "cases.csv, line 3, calls: \"-1\" — expected a number of calls, 0 or more.")]
    [TestCase("c,1,0,180,1,30,,,", "cases.csv, line 3, interval_seconds: \"0\" — expected a number of seconds above 0.")]
    [TestCase("c,1,3600,NaN,1,30,,,", "cases.csv, line 3, aht_seconds: \"NaN\" — expected a number of seconds above 0.")]
    [TestCase("c,1,3600,180,0,30,,,", "cases.csv, line 3, agents: \"0\" — expected a whole number of agents, 1 or more, or nothing for the fewest that meet the target.")]
    [TestCase("c,1,3600,180,,30,,,", "cases.csv, line 3, target: \"\" — expected a service level, since agents is empty.")]
    [TestCase("c,1,3600,180,1,,,,", "cases.csv, line 3, threshold_seconds: \"\" — expected a number of seconds, 0 or more, which model c needs.")]
    [TestCase("a,1,3600,180,1,30,,,", "cases.csv, line 3, patience_seconds: \"\" — expected a number of seconds above 0, which model a needs.")]
    [TestCase("c,1,3600,180,1,30,80,,", "cases.csv, line 3, target: \"80\" — expected a service level from 0 to 1; write 80 % as 0.80.")]
    [TestCase("c,1,3600,180,1,30,,,1.1", "cases.csv, line 3, max_occupancy: \"1.1\" — expected an occupancy above 0 and at most 1; write 85 % as 0.85.")]
    public void A_bad_row_is_reported_with_its_line_and_the_others_are_kept(string row, string problem)
    {
        ErlangCaseFile file = Read(Header, "c,33,3600,240,5,30,,,", row, "c,34,3600,240,5,30,,,");

        file.Problems.Select(found => found.ToString()).ShouldBe([problem]);
        file.Rows.Select(each => each.Case is null).ShouldBe([false, true, false]);
        file.Rows.Select(each => each.Line).ShouldBe([2, 3, 4]);
    }

    [Test]
    public void Every_row_is_written_as_it_was_read_and_then_its_answer()
    {
        ErlangCaseFile file = Read("model,Calls,interval_seconds,aht_seconds,agents,threshold_seconds,note", "c,33.0,3600,2.40e2,4,30,=cmd()", "c,x,3600,240,4,30,");
        ErlangAnswer answer = new(2.2, 4, 0.1, 1 / 3d, 0.8, null, 12, 0.55, 0);

        string text = TextFile.Written(writer => ErlangCsv.Write(writer, file, [answer, null]));

        text.ShouldBe(
            "model,Calls,interval_seconds,aht_seconds,agents,threshold_seconds,note,offered_load_erlangs,required_agents,probability_of_blocking,"
            + "probability_of_wait,service_level,service_level_one_fewer,average_speed_of_answer_seconds,occupancy,probability_of_abandonment\n"
            + "c,33.0,3600,2.40e2,4,30,\"'=cmd()\",2.2,4,0.1,0.3333333333333333,0.8,,12,0.55,0\n"
            + "c,x,3600,240,4,30,,,,,,,,,,\n");
        Should.Throw<ArgumentException>(() => ErlangCsv.Write(TextWriter.Null, file, [answer])).ParamName.ShouldBe("answers");
    }

    private static ErlangCaseFile Read(params string[] lines) => ErlangCsv.Read(TextFile.Lines(lines), "cases.csv");
}
