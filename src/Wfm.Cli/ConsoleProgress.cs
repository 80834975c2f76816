using System.Globalization;

namespace Wfm.Cli;

/// <summary>One line of progress on a terminal; silence anywhere else.</summary>
internal static class ConsoleProgress
{
    public static async Task<T> RunAsync<T>(CommandConsole console, string what, Func<IProgress<double>?, T> work)
    {
        if (!console.ShowsProgress)
        {
            return await Task.Run(() => work(null));
        }

        T result = await Task.Run(() => work(new Line(console.Error, what)));
        await console.Error.WriteLineAsync();
        return result;
    }

    private sealed class Line(TextWriter writer, string what) : IProgress<double>
    {
        private readonly Lock _turn = new();

        public void Report(double value)
        {
            lock (_turn)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what} {value * 100:0} %"));
            }
        }
    }
}
