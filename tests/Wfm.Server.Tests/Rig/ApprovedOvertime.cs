using NodaTime;
using Wfm.Domain;
using Wfm.Storage;

namespace Wfm.Server.Tests.Rig;

/// <summary>Overtime somebody was granted earlier.</summary>
public static class ApprovedOvertime
{
    /// <summary>The same hours on some days, from seven in the evening.</summary>
    public static async Task AddAsync(RunningServer server, string agent, double hours, IEnumerable<LocalDate> days)
    {
        await using WfmDb db = server.Database.CreateContext();
        foreach (LocalDate day in days)
        {
            Instant start = (day + new LocalTime(19, 0)).InZoneStrictly(SmallHouse.Stockholm).ToInstant(), asked = start - Duration.FromDays(10);
            StoredRequest request = new(House.Unit, new RequestContent(RequestKind.Overtime, [new AgentId(agent)], start, start + Duration.FromHours(hours)) { Settlement = OvertimeSettlement.Paid }, "greta", null, asked, start);
            request.Send(asked, null);
            request.Answer(RequestStatus.Approved, new RequestAnswer("greta", asked, null, null, null, false));
            db.Add(request);
        }

        await db.SaveChangesAsync();
    }
}
