using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Planning;
using Wfm.Server.Api;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Endpoints;

/// <summary>Planned time, unsocial hours and absence for payroll, from what was published; of a whole unit, or of the groups led.</summary>
internal static class PayrollEndpoints
{
    private const int MostDays = 400;

    public static void MapPayroll(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder payroll = app.MapGroup("/api/units/{unit:int}/payroll").WithTags("Exchange");
        payroll.MapGet("/time.csv", TimeAsync).Allow(Act.ExportPayroll).WithSummary("Published time per person and day");
        payroll.MapGet("/unsocial.csv", UnsocialAsync).Allow(Act.ExportPayroll).WithSummary("Unsocial hours per person, month and category");
        payroll.MapGet("/paxml.xml", PaxmlAsync).Allow(Act.ExportPayroll).WithSummary("Overtime, unsocial and hourly hours as PAXml 2.2; absences of those whose category one may read");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> TimeAsync(
        int unit, LocalDateText from, LocalDateText to, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (Bad(from, to) is { } bad)
        {
            return bad;
        }

        BusinessUnitId where = new(unit);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        PayrollBasis basis = await new GatherPayroll(db).RunAsync(where, from.Value, to.Value, Covered(caller, where), cancellationToken);
        Dictionary<(AgentId, LocalDate), Shift> shifts = basis.Shifts.ToDictionary(shift => (shift.Agent, shift.Date));
        LocalDate first = from.Value;
        int days = Period.DaysBetween(first, to.Value) + 1;
        IEnumerable<PayrollDay> rows =
            from agent in basis.Agents
            from date in Enumerable.Range(0, days).Select(first.PlusDays)
            where agent.IsEmployedOn(date)
            let shift = shifts.GetValueOrDefault((agent.Id, date))
            select new PayrollDay(Person(agent, basis.Contracts[agent.Contract], centre.Name), date, shift, shift is null ? null : "", shift?.PaidTime ?? Duration.Zero, null, shift is null ? "FP" : null);
        return Csv(writer => PayrollCsv.WriteTime(writer, rows, basis.Zone), $"tid-{Days(from, to)}.csv");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> UnsocialAsync(
        int unit, LocalDateText from, LocalDateText to, Caller caller, WfmDb db, CancellationToken cancellationToken)
    {
        if (Bad(from, to) is { } bad)
        {
            return bad;
        }

        BusinessUnitId where = new(unit);
        PayrollBasis basis = await new GatherPayroll(db).RunAsync(where, from.Value, to.Value, Covered(caller, where), cancellationToken);
        IReadOnlyList<UnsocialTime> times = UnsocialTime.Of([.. basis.Shifts.Where(shift => shift.Date >= from.Value)], basis.Zone, basis.Calendar, basis.Rules);
        return Csv(writer => PayrollCsv.WriteUnsocial(writer, times, agent => agent.Value), $"ob-{Days(from, to)}.csv");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> PaxmlAsync(
        int unit, LocalDateText from, LocalDateText to, Caller caller, WfmDb db, PayrollExport export, IClock clock, CancellationToken cancellationToken)
    {
        if (Bad(from, to) is { } bad)
        {
            return bad;
        }

        BusinessUnitId where = new(unit);
        PayrollBasis basis = await new GatherPayroll(db).RunAsync(where, from.Value, to.Value, Covered(caller, where), cancellationToken);
        CallerScope reads = caller.In(where, Act.ReadAbsenceCategory);
        HashSet<AgentId> read = [.. basis.Agents.Where(agent => reads.Covers(agent.Id, agent.Group)).Select(agent => agent.Id)];
        basis = basis with { Absences = [.. basis.Absences.Where(absence => read.Contains(absence.Agent))] };

        // Logged before anything is handed out; one's own category is nobody's reading.
        Instant now = clock.GetCurrentInstant();
        AgentId? self = caller.AgentUnit == where ? caller.Agent : null;
        db.AddRange(basis.Absences.Select(absence => absence.Agent).Where(agent => agent != self).Distinct()
            .Select(agent => new PersonalRead(where, now, caller.Name, PersonalRead.AbsenceCategory, agent, "payroll")));
        await db.SaveChangesAsync(cancellationToken);
        using MemoryStream file = new();
        export.Write(file, basis, now);
        return TypedResults.File(file.ToArray(), PaxmlFile.ContentType, $"paxml-{Days(from, to)}.xml");
    }

    private static Func<Agent, bool> Covered(Caller caller, BusinessUnitId unit)
    {
        CallerScope scope = caller.In(unit, Act.ExportPayroll);
        return agent => scope.Covers(agent.Id, agent.Group);
    }

    private static PayrollPerson Person(Agent agent, Contract contract, string unit)
    {
        int blank = agent.Name.LastIndexOf(' ');
        return new PayrollPerson(
            agent.Id.Value, blank > 0 ? agent.Name[..blank] : agent.Name, blank > 0 ? agent.Name[(blank + 1)..] : "", unit, "", agent.Group.Value, contract.Id.Value,
            contract.ShareFraction < 1 ? FormattableString.Invariant($"Deltid {contract.ShareFraction * 100:0.##} %") : "Heltid", contract.ShareFraction);
    }

    private static string Days(LocalDateText from, LocalDateText to) => $"{from.Value:uuuu-MM-dd}-{to.Value:uuuu-MM-dd}";

    private static ApiProblem? Bad(LocalDateText from, LocalDateText to) => to.Value < from.Value || Period.DaysBetween(from.Value, to.Value) >= MostDays
        ? ApiProblem.Bad("bad-days", $"Found {from.Value:uuuu-MM-dd} to {to.Value:uuuu-MM-dd}, expected at most {MostDays} days, the first not after the last.")
        : null;

    private static FileContentHttpResult Csv(Action<TextWriter> write, string name)
    {
        using MemoryStream file = new();
        using (StreamWriter writer = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        {
            write(writer);
        }

        return TypedResults.File(file.ToArray(), "text/csv; charset=utf-8", name);
    }
}
