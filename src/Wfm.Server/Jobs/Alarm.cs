using System.Text.Json;
using NodaTime;
using Wfm.Domain;
using Wfm.Planning;
using Wfm.Storage;

namespace Wfm.Server.Jobs;

/// <summary>Tells planners that a run waits for them.</summary>
internal static class Alarm
{
    public static async Task TellAsync(WfmDb db, RunKey key, RunId run, Remark reason, CancellationToken cancellationToken)
    {
        Instant now = await RunStore.NowAsync(db, cancellationToken);
        string body = JsonSerializer.Serialize(new { run = run.Value, kind = key.Kind, part = key.Part, date = key.Date.ToString("uuuu-MM-dd", null), reason = reason.Text, said = reason.Said });
        await JoinNight.TellPlannersAsync(db, key.Unit, "run-parked", body, now, cancellationToken);
        await Tell.ScreensAsync(db, key.Unit, "run-parked", $"runs/{run.Value}", now, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>The database's time where a clock is asked for.</summary>
/// <param name="now">Read from the database.</param>
internal sealed class DatabaseClock(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
