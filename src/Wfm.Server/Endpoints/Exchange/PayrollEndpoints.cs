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

/// <summary>Planned time and unsocial hours for payroll, from what was published. Why somebody is away is not in it.</summary>
internal static class PayrollEndpoints
{
    private const int MostDays = 400;

    public static void MapPayroll(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder payroll = app.MapGroup("/api/units/{unit:int}/payroll").WithTags("Exchange");
        payroll.MapGet("/time.csv", TimeAsync).Allow(Act.ExportPayroll).WithSummary("Published time per person and day");
        payroll.MapGet("/unsocial.csv", UnsocialAsync).Allow(Act.ExportPayroll).WithSummary("Unsocial hours per person, month and category");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> TimeAsync(int unit, LocalDateText from, LocalDateText to, WfmDb db, CancellationToken cancellationToken)
    {
        if (Bad(from, to) is { } bad)
        {
            return bad;
        }

        BusinessUnitId where = new(unit);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        MasterData master = await LoadMasterData.RunAsync(db, where, cancellationToken);
        Dictionary<ContractId, Contract> contracts = (master.Contracts ?? []).ToDictionary(contract => contract.Id);
        Dictionary<(AgentId, LocalDate), Shift> shifts = (await ShiftsAsync(db, where, from.Value, to.Value, cancellationToken)).ToDictionary(shift => (shift.Agent, shift.Date));
        LocalDate first = from.Value;
        int days = Period.DaysBetween(first, to.Value) + 1;
        IEnumerable<PayrollDay> rows =
            from agent in master.Agents ?? []
            from date in Enumerable.Range(0, days).Select(first.PlusDays)
            where agent.IsEmployedOn(date)
            let shift = shifts.GetValueOrDefault((agent.Id, date))
            select new PayrollDay(Person(agent, contracts[agent.Contract], centre.Name), date, shift, shift is null ? null : "", shift?.PaidTime ?? Duration.Zero, null, shift is null ? "FP" : null);
        return Csv(writer => PayrollCsv.WriteTime(writer, rows, centre.ToDomain().Zone), $"tid-{from.Value:uuuu-MM-dd}-{to.Value:uuuu-MM-dd}.csv");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> UnsocialAsync(int unit, LocalDateText from, LocalDateText to, WfmDb db, CancellationToken cancellationToken)
    {
        if (Bad(from, to) is { } bad)
        {
            return bad;
        }

        BusinessUnitId where = new(unit);
        StoredBusinessUnit centre = await db.BusinessUnits.AsNoTracking().SingleAsync(row => row.Id == where, cancellationToken);
        MasterData master = await LoadMasterData.RunAsync(db, where, cancellationToken);
        SpecialDayCalendar calendar = master.SpecialDays is { Count: > 0 } special ? SpecialDayCalendar.Of(special) : SwedishDays.Calendar(SwedishDays.MunicipalTable);
        IReadOnlyList<UnsocialTime> times = UnsocialTime.Of(
            await ShiftsAsync(db, where, from.Value, to.Value, cancellationToken), centre.ToDomain().Zone, calendar, new UnsocialHourRules());
        return Csv(writer => PayrollCsv.WriteUnsocial(writer, times, agent => agent.Value), $"ob-{from.Value:uuuu-MM-dd}-{to.Value:uuuu-MM-dd}.csv");
    }

    private static async Task<List<Shift>> ShiftsAsync(WfmDb db, BusinessUnitId unit, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        List<Shift> shifts = [];
        foreach (ScheduleVersion version in (await new LoadPlan(db).PublishedAsync(unit, cancellationToken)).Where(row => row.FirstDay <= to && row.Period.LastDay >= from))
        {
            shifts.AddRange((await ScheduleStore.LoadAsync(db, version.Id, cancellationToken)).Shifts.Where(shift => shift.Date >= from && shift.Date <= to));
        }

        return shifts;
    }

    private static PayrollPerson Person(Agent agent, Contract contract, string unit)
    {
        int blank = agent.Name.LastIndexOf(' ');
        return new PayrollPerson(
            agent.Id.Value, blank > 0 ? agent.Name[..blank] : agent.Name, blank > 0 ? agent.Name[(blank + 1)..] : "", unit, "", agent.Group.Value, contract.Id.Value,
            contract.ShareFraction < 1 ? FormattableString.Invariant($"Deltid {contract.ShareFraction * 100:0.##} %") : "Heltid", contract.ShareFraction);
    }

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
