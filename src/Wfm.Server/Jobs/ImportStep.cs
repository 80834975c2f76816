using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Takes one file of calls from the drop folder; it ends in <c>done</c> or <c>failed</c>, with a report beside it.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class ImportStep(IServiceScopeFactory scopes, ServerSettings settings) : IRunStep
{
    /// <summary>A file that says which column carries what, beside the files it is for.</summary>
    public const string ColumnsFile = "columns.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

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

    /// <summary>Whether a file in the folder may hold calls.</summary>
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
            await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, "the file is not there any more"), cancellationToken);
            return;
        }

        ImportCallsResult result;
        await using (FileStream content = File.OpenRead(file))
        {
            ImportCalls import = new(db, new DatabaseClock(await RunStore.NowAsync(db, cancellationToken)));
            result = await import.RunAsync(key.Unit, new CallFile(key.Part, content, "file", await ColumnsAsync(folder, cancellationToken)), cancellationToken);
        }

        string report = JsonSerializer.Serialize(new
        {
            File = key.Part,
            Outcome = result.Outcome.ToString(),
            Problems = result.Read?.Problems.Take(1000).Select(problem => problem.ToString()),
            Warnings = result.Read?.Warnings.Take(1000).Select(warning => warning.ToString()),
            UnknownQueues = result.UnknownQueues.Select(queue => queue.Value),
        }, Options);
        bool isTaken = result.Outcome != ImportOutcome.Refused;
        Move(folder, file, isTaken ? "done" : "failed", report);
        await RunStore.EndAsync(db, work.Hold, new RunEnd(
            isTaken ? RunState.Done : RunState.Failed, isTaken ? null : "the file has problems; nothing of it was taken", report), cancellationToken);
    }

    private static async Task<CallColumns> ColumnsAsync(string folder, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, ColumnsFile);
        if (!File.Exists(file))
        {
            return CallColumns.Wfm;
        }

        await using MemoryStream text = new(await File.ReadAllBytesAsync(file, cancellationToken));
        ImportResult<CallColumns> read = CallColumnsJson.Read(text, ColumnsFile);
        return read.IsAccepted ? read.Value : throw new InvalidDataException(string.Join(' ', read.Problems));
    }

    private static void Move(string folder, string file, string where, string report)
    {
        string target = Path.Combine(folder, where, Path.GetFileName(file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(file, target, overwrite: true);
        File.WriteAllText(target + ".report.json", report);
    }
}
