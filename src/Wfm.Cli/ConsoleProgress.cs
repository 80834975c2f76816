namespace Wfm.Cli;

/// <summary>One line of progress on a terminal; silence anywhere else.</summary>
internal static class ConsoleProgress
{
    public static async Task<T> RunAsync<T>(CommandConsole console, string what, int steps, Func<IProgress<int>?, T> work)
    {
        if (!console.ShowsProgress)
        {
            return await Task.Run(() => work(null));
        }

        T result = await Task.Run(() => work(new Line(console.Error, what, steps)));
        await console.Error.WriteLineAsync();
        return result;
    }

    private sealed class Line(TextWriter writer, string what, int steps) : IProgress<int>
    {
        private readonly Lock _turn = new();

        public void Report(int value)
        {
            lock (_turn)
            {
                writer.Write($"\r{what} {value}/{steps}");
            }
        }
    }
}
