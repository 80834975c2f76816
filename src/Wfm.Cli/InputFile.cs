using Wfm.Exchange;

namespace Wfm.Cli;

/// <summary>Reads an input file whole, or tells everything wrong with it and ends the command.</summary>
internal static class InputFile
{
    public static async Task<T> ReadAsync<T>(FileInfo file, CommandConsole console, Func<Stream, string, ImportResult<T>> read)
        where T : class
    {
        await using FileStream stream = file.OpenRead();
        return await read(stream, file.Name).OrStopAsync(console);
    }
}
