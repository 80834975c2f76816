using System.Text;

namespace Wfm.Cli;

/// <summary>A result file that is either there whole or not there: written beside its place, then moved into it.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Opens a file of a directory for writing, subdirectories included.</summary>
    public static TextWriter Open(DirectoryInfo directory, string name)
    {
        FileInfo file = new(Path.Combine(directory.FullName, name));
        file.Directory!.Create();
        return new StreamWriter(file.FullName, append: false, Utf8) { NewLine = "\n" };
    }

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
