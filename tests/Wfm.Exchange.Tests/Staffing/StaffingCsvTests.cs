using NodaTime;

namespace Wfm.Exchange.Tests.Staffing;

[TestFixture]
public sealed class StaffingCsvTests
{
    private static ImportResult<IReadOnlyList<StaffedInterval>> Read(params string[] lines) =>
        StaffingCsv.Read(TextFile.Lines(lines), "staffing.csv", TextFile.Stockholm);

    [Test]
    public void Sets_of_queues_with_priorities_are_read_and_rows_of_the_same_set_added_up()
    {
        IReadOnlyList<StaffedInterval> rows = Read(
            "skills,start,agents", "vaxel:1 allmant:2,2026-01-05T07:00,2", "vaxel:1 allmant:2,2026-01-05T07:00,0.5", "bygg,2026-01-05T07:15+01:00,3", "a:1|b:2,2026-01-05T07:00,1").Value!;

        rows.Count.ShouldBe(3);
        rows[1].Skills.ShouldBe([(new QueueId("vaxel"), 1), (new QueueId("allmant"), 2)]);
        (rows[1].Agents, rows[1].Start).ShouldBe((2.5, Instant.FromUtc(2026, 1, 5, 6, 0)));
        rows[2].Skills.ShouldBe([(new QueueId("bygg"), 1)]);
        rows[0].Skills.Count.ShouldBe(2);
    }

    [TestCase("vaxel:0,2026-01-05T07:00,1", "vaxel:0")]
    [TestCase("vaxel:1 vaxel:2,2026-01-05T07:00,1", "each queue once")]
    [TestCase(":2,2026-01-05T07:00,1", ":2")]
    [TestCase("vaxel,2026-01-05T07:00,-1", "a number of people, 0 or more")]
    [TestCase("vaxel,monday,1", "start")]
    [TestCase(",2026-01-05T07:00,1", "queues with priorities")]
    public void A_bad_row_is_told_with_its_line(string row, string told)
    {
        ImportResult<IReadOnlyList<StaffedInterval>> read = Read("skills,start,agents", row);

        read.IsAccepted.ShouldBeFalse();
        TextFile.ProblemsOf(read)[0].ShouldContain("staffing.csv, line 2");
        TextFile.ProblemsOf(read)[0].ShouldContain(told);
    }

    [Test]
    public void A_header_alone_is_refused() => Read("skills,start,agents").IsAccepted.ShouldBeFalse();
}
