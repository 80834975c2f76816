using NodaTime;

namespace Wfm.Exchange.Tests.Staffing;

[TestFixture]
public sealed class DeferredCsvTests
{
    [Test]
    public void Arrivals_come_at_once_or_over_a_stretch_and_say_when_they_are_due()
    {
        IReadOnlyList<DeferredArrival> rows = DeferredCsv.ReadArrivals(
            TextFile.Lines("queue,start,end,items,handle_seconds,due_hours", "post,2026-01-05T07:00,2026-01-05T12:00,40.5,300,", "fall,2026-01-05T07:00,,3,1800,8"), "mail.csv", TextFile.Stockholm).Value!;

        rows[0].ShouldBe(new DeferredArrival(new QueueId("post"), Instant.FromUtc(2026, 1, 5, 6, 0), Instant.FromUtc(2026, 1, 5, 11, 0), 40.5, 300, null));
        (rows[1].End, rows[1].DueHours).ShouldBe((null, 8.0));
    }

    [TestCase("post,2026-01-05T07:00,2026-01-05T06:00,4,300,", "a time after start")]
    [TestCase("post,2026-01-05T07:00,,-4,300,", "a number of letters or cases")]
    [TestCase("post,2026-01-05T07:00,,4,NaN,", "a number of seconds")]
    [TestCase("post,2026-01-05T07:00,,4,300,0", "open hours above 0")]
    [TestCase(",2026-01-05T07:00,,4,300,", "the code of a queue")]
    public void A_bad_row_is_told_with_its_line(string row, string told)
    {
        var read = DeferredCsv.ReadArrivals(TextFile.Lines("queue,start,end,items,handle_seconds,due_hours", row), "mail.csv", TextFile.Stockholm);

        read.IsAccepted.ShouldBeFalse();
        TextFile.ProblemsOf(read)[0].ShouldContain("mail.csv, line 2");
        TextFile.ProblemsOf(read)[0].ShouldContain(told);
    }

    [Test]
    public void A_backlog_may_be_past_its_deadline_and_may_be_empty()
    {
        DeferredCsv.ReadBacklog(TextFile.Lines("queue,due,items,handle_seconds", "post,2025-12-30T12:00,7,300"), "backlog.csv", TextFile.Stockholm)
            .Value!.ShouldHaveSingleItem().Items.ShouldBe(7);
        DeferredCsv.ReadBacklog(TextFile.Lines("queue,due,items,handle_seconds"), "backlog.csv", TextFile.Stockholm).Value!.ShouldBeEmpty();
    }

    [Test]
    public void Targets_read_back_the_same_with_and_without_a_stated_patience()
    {
        IReadOnlyDictionary<QueueId, QueueTarget> targets = TargetsCsv.Read(
            TextFile.Lines(
                "queue,share,threshold_seconds,definition,max_abandonment,lower_limit,upper_limit,model,patience_seconds,shrinkage",
                "a,0.8,30,of_answered,0.05,0.7,0.9,a,,0:0.08;14:0.12",
                "b,0.85,120,,,,,c,240,"),
            "targets.csv").Value!;

        string text = TextFile.Written(writer => TargetsCsv.Write(writer, targets));

        targets[new QueueId("a")].StatedPatience.ShouldBeNull();
        targets[new QueueId("a")].MeanPatience.ShouldBe(Duration.FromSeconds(180));
        TextFile.Written(writer => TargetsCsv.Write(writer, TargetsCsv.Read(TextFile.Of(text), "targets.csv").Value!)).ShouldBe(text);
        text.ShouldContain("a,0.8,30,of_answered,0.05,0.7,0.9,erlang_a,,\"0:0.08;14:0.12\"\n");
        text.ShouldContain("b,0.85,120,of_offered,,,,erlang_c,240,0:0\n");
    }
}
