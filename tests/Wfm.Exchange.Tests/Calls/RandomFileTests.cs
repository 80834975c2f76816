using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Wfm.Exchange.Tests.Calls;

public sealed class RandomFileTests
{
    private const int Mutations = 4_000;

    [Test]
    public void Rows_in_any_order_give_the_same_result() =>
        Prop.ForAll<int, byte>(OrderDoesNotMatter).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>Bytes changed, cut, doubled or swapped at random: never an exception, and a refused file says why.</summary>
    [Test]
    public void A_damaged_file_is_read_or_refused_and_never_throws()
    {
        Random random = new(20260105);
        byte[] good = Encoding.UTF8.GetBytes(string.Join('\n', Rows(new Random(7), 40).Prepend("queue,start,offered,answered,handle_seconds,interval_minutes")));
        int refused = 0;
        for (int round = 0; round < Mutations; round++)
        {
            byte[] damaged = Damaged(good, random);

            ImportResult<IReadOnlyList<CallSeries>> result =
                CallsCsv.Read(new MemoryStream(damaged), "calls.csv", CallColumns.Wfm, TextFile.Stockholm);

            result.IsAccepted.ShouldBe(result.ProblemCount == 0);
            refused += result.IsAccepted ? 0 : 1;
        }

        refused.ShouldBeInRange(Mutations / 2, Mutations - 1);
    }

    [Test]
    public void A_long_damaged_file_takes_little_more_memory_than_a_cell_may_have()
    {
        string line = new('x', 8_000_000);
        string text = "queue,start,offered\n" + line + "\n\"" + line;
        using MemoryStream file = TextFile.Of(text);
        long before = GC.GetAllocatedBytesForCurrentThread();

        CallsCsv.Read(file, "calls.csv", CallColumns.Wfm, TextFile.Stockholm).ProblemCount.ShouldBe(2);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4_000_000);
    }

    private static bool OrderDoesNotMatter(int seed, byte count)
    {
        Random random = new(seed);
        string[] rows = [.. Rows(random, count + 1)];
        string[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        IReadOnlyList<CallSeries> expected = Read(rows), found = Read(shuffled);
        return expected.Select(series => (series.Queue, series.IntervalLength)).SequenceEqual(found.Select(series => (series.Queue, series.IntervalLength)))
            && expected.SelectMany(series => series.Intervals).SequenceEqual(found.SelectMany(series => series.Intervals));
    }

    private static IReadOnlyList<CallSeries> Read(string[] rows) => TextFile.Calls(["queue,start,offered,answered,handle_seconds,interval_minutes", .. rows]).Value!;

    /// <summary>Rows around the autumn night, with offsets.</summary>
    private static IEnumerable<string> Rows(Random random, int count)
    {
        for (int at = 0; at < count; at++)
        {
            OffsetDateTime start = Instant.FromUtc(2026, 10, 24, 20, 0).Plus(Duration.FromMinutes(15 * (at / 2))).InZone(TextFile.Stockholm).ToOffsetDateTime();
            int offered = random.Next(20), answered = random.Next(offered + 1);
            yield return $"{(at % 2 == 0 ? "växel" : "skola")},{start:uuuu-MM-dd'T'HH:mmo<+HH:mm>},{offered},{answered},{(answered == 0 ? 0 : random.Next(1, 4000))},15";
        }
    }

    private static byte[] Damaged(byte[] good, Random random)
    {
        List<byte> bytes = [.. good];
        for (int times = random.Next(1, 6); times > 0; times--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.Insert(at, (byte)"\0\"\r\n,;\t'-=+\u007f"[random.Next(12)]);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)random.Next(256));
                    break;
                default:
                    bytes.InsertRange(at, [0xFF, 0xFE, 0xEF, 0xBB, 0xBF, 0xC3]);
                    break;
            }
        }

        return [.. bytes];
    }
}
