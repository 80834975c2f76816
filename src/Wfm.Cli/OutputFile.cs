using System.Text;

namespace Wfm.Cli;

/// <summary>A result file that is either there whole or not there: written beside its place, then moved into it.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static async Task WriteAsync(FileInfo file, Func<TextWriter, Task> write)
    {
        file.Directory!.Create();
        string beside = $"{file.FullName}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (StreamWriter writer = new(beside, append: false, Utf8) { NewLine = "\n" })
            {
                await write(writer);
            }

            File.Move(beside, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
