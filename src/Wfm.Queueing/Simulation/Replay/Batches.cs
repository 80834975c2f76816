namespace Wfm.Queueing.Simulation.Replay;

/// <summary>Runs numbered pieces of work, each thread with its own scratch; what a piece does depends on its number alone.</summary>
internal static class Batches
{
    public static void ForEach<TScratch>(int count, int threads, Func<TScratch> scratch, Action<TScratch, int> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (threads == 1 || count <= 1)
        {
            TScratch own = scratch();
            for (int batch = 0; batch < count; batch++)
            {
                work(own, batch);
            }

            return;
        }

        int next = -1;
        Parallel.For(0, Math.Min(threads, count), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            TScratch own = scratch();
            for (int batch = Interlocked.Increment(ref next); batch < count; batch = Interlocked.Increment(ref next))
            {
                work(own, batch);
            }
        });
    }
}
