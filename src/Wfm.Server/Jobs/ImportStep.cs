using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Takes one file of calls, or of figures of quality, from the drop folder; it ends in <c>done</c> or <c>failed</c>, with a report beside it.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class ImportStep(IServiceScopeFactory scopes, ServerSettings settings) : IRunStep
{
    /// <summary>A file that says which column carries what, or which preset does, beside the files it is for.</summary>
    public const string ColumnsFile = "columns.json";

    /// <summary>Where taken files go.</summary>
    internal const string DoneFolder = "done";

    /// <summary>Where refused files go.</summary>
    internal const string FailedFolder = "failed";

    /// <summary>What the report beside a file is called after it.</summary>
    internal const string ReportEnding = ".report.json";

    /// <summary>The class of refused files in the settings of retention.</summary>
    internal const string Refused = "refused";

    private static readonly byte[] Usual = """{ "preset": "wfm" }"""u8.ToArray();

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <inheritdoc/>
    public string Kind => JobTimes.Import;

    /// <summary>The folder of a unit.</summary>
    /// <param name="settings">What this installation sets.</param>
    /// <param name="unit">Whose.</param>
    public static string FolderOf(ServerSettings settings, BusinessUnitId unit)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Path.Combine(settings.DropFolder ?? "", unit.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Whether a file in the folder may hold calls or figures.</summary>
    /// <param name="file">Its name.</param>
    public static bool IsCalls(string file) => Path.GetExtension(file).ToUpperInvariant() is ".CSV" or ".TXT" or ".XLSX";

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        RunKey key = work.Hold.Key;
        string folder = FolderOf(settings, key.Unit);
        string file = Path.Combine(folder, Path.GetFileName(key.Part));
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        if (!File.Exists(file))
        {
            await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, Remark.Of("file-gone", "the file is not there any more")), cancellationToken);
            return;
        }

        try
        {
            await TakeAsync(db, work.Hold, folder, file, cancellationToken);
        }
        catch (StillWrittenException)
        {
            await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, Remark.Of("file-still-written", "the file is still being written to; it is looked at again in a minute")), cancellationToken);
        }
    }

    private static async Task TakeAsync(WfmDb db, RunHold hold, string folder, string file, CancellationToken cancellationToken)
    {
        RunKey key = hold.Key;
        DatabaseClock clock = new(await RunStore.NowAsync(db, cancellationToken));
        DropReport report = IsFigures(file) ? await FiguresAsync(db, clock, key, file, cancellationToken) : await CallsAsync(db, clock, key, folder, file, cancellationToken);
        bool isTaken = report.Outcome != ImportOutcome.Refused;
        string text = JsonSerializer.Serialize(report, Options);
        Move(folder, file, isTaken ? DoneFolder : FailedFolder, text);
        await RunStore.EndAsync(db, hold, new RunEnd(
            isTaken ? RunState.Done : RunState.Failed, isTaken ? null : Remark.Of("file-refused", "the file has problems; nothing of it was taken"), text), cancellationToken);
    }

    /// <summary>Whether a file holds figures of quality rather than calls: it says so by its name.</summary>
    private static bool IsFigures(string file) =>
        Path.GetFileName(file).StartsWith("figures", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private static async Task<DropReport> CallsAsync(WfmDb db, IClock clock, RunKey key, string folder, string file, CancellationToken cancellationToken)
    {
        ImportResult<CallColumns> columns = await ColumnsAsync(folder, cancellationToken);
        return DropReport.Of(key.Part, columns, columns.IsAccepted
            ? await WholeAsync(db, file, content => new ImportCalls(db, clock).RunAsync(key.Unit, new CallFile(key.Part, content, "file", columns.Value), cancellationToken), cancellationToken)
            : null);
    }

    private static async Task<DropReport> FiguresAsync(WfmDb db, IClock clock, RunKey key, string file, CancellationToken cancellationToken) => DropReport.Of(
        key.Part,
        await WholeAsync(db, file, content => new ImportQualityFigures(db, clock).RunAsync(key.Unit, content, key.Part, "drop folder", cancellationToken), cancellationToken));

    // Half a file may look whole or broken; undone here, it is looked at again when its writer has finished.
    private static Task<TResult> WholeAsync<TResult>(WfmDb db, string file, Func<Stream, Task<TResult>> read, CancellationToken cancellationToken) => InTransaction.RunAsync(db, async () =>
    {
        await using FileStream content = File.OpenRead(file);
        long length = content.Length;
        TResult result = await read(content);
        return new FileInfo(file).Length == length ? result : throw new StillWrittenException();
    }, cancellationToken);

    private static async Task<ImportResult<CallColumns>> ColumnsAsync(string folder, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, ColumnsFile);
        await using MemoryStream text = new(File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : Usual);
        return CallColumnsJson.Read(text, ColumnsFile);
    }

    // The report stands there first: a file never lies there unexplained.
    private static void Move(string folder, string file, string where, string report)
    {
        string target = Free(Path.Combine(folder, where, Path.GetFileName(file)));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target + ReportEnding, report);
        File.Move(file, target, overwrite: true);
    }

    // Sources that call every file the same lose none of them.
    private static string Free(string target)
    {
        string free = target;
        for (int number = 2; File.Exists(free); number++)
        {
            free = Path.Combine(Path.GetDirectoryName(target)!, string.Create(
                CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(target)} ({number}){Path.GetExtension(target)}"));
        }

        return free;
    }

    private sealed class StillWrittenException : Exception;
}
