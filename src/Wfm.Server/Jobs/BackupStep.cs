using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Writes the nightly backup and removes the oldest ones.</summary>
/// <param name="scopes">Opens contexts.</param>
/// <param name="database">Which database.</param>
/// <param name="settings">What this installation sets.</param>
public sealed class BackupStep(IServiceScopeFactory scopes, WfmDatabase database, ServerSettings settings) : IRunStep
{
    /// <inheritdoc/>
    public string Kind => JobTimes.Backup;

    /// <inheritdoc/>
    public async Task RunAsync(RunWork work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        string folder = settings.BackupFolder ?? throw new InvalidOperationException("No folder for backups is set on this node.");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, $"wfm-{NodaTime.Text.LocalDatePattern.Iso.Format(work.Hold.Key.Date)}.backup.zip");
        BackupManifest written = await DatabaseBackup.WriteAsync(database, file, cancellationToken);
        foreach (string old in Directory.GetFiles(folder, "wfm-*.backup.zip").OrderDescending(StringComparer.Ordinal).Skip(settings.BackupsKept))
        {
            File.Delete(old);
        }

        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        string report = JsonSerializer.Serialize(new { file = Path.GetFileName(file), bytes = new FileInfo(file).Length, rows = written.Rows });
        await RunStore.EndAsync(db, work.Hold, new RunEnd(RunState.Done, null, report), cancellationToken);
    }
}
