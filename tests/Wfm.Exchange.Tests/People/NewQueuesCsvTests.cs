using System.Text;

namespace Wfm.Exchange.Tests.People;

public sealed class NewQueuesCsvTests
{
    [Test]
    public void Queues_are_read_with_and_without_a_handle_time()
    {
        ImportResult<IReadOnlyList<NewQueue>> read = Read("queue,profile,calls_per_week,aht_seconds\nskola,växel,330.5,420\npark,växel,40,\n");

        read.Problems.ShouldBeEmpty();
        read.Value.ShouldBe([new NewQueue(new QueueId("skola"), new QueueId("växel"), 330.5, 420), new NewQueue(new QueueId("park"), new QueueId("växel"), 40, null)]);
    }

    [TestCase("skola,skola,330", "new.csv, line 2, profile: \"skola\" — expected the code of another queue.")]
    [TestCase("skola,växel,0", "new.csv, line 2, calls_per_week: \"0\" — expected calls in an ordinary week, above 0.")]
    [TestCase("skola,växel,330\nskola,park,330", "new.csv, line 3, queue: \"skola\" — expected each queue once; line 2 has it.")]
    [TestCase("skola,växel,330\npark,skola,40", "new.csv, line 3, profile: \"skola\" — expected a queue that is not in the file itself.")]
    public void A_bad_row_is_refused_in_words_a_planner_can_act_on(string rows, string problem) =>
        Read($"queue,profile,calls_per_week\n{rows}\n").Problems.Select(one => one.ToString()).ShouldBe([problem]);

    private static ImportResult<IReadOnlyList<NewQueue>> Read(string text)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(text));
        return NewQueuesCsv.Read(stream, "new.csv");
    }
}
