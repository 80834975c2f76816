using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>Tables, keys and references.</summary>
internal static class WfmModel
{
    /// <summary>Describes every table.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        BuildUnits(model);
        BuildPeople(model);
        BuildCalls(model);
        BuildForecasts(model);
        BuildRequirements(model);
        BuildSchedules(model);
        AccessModel.Build(model);
        HistoryModel.Build(model);
        PeriodModel.Build(model);
        RequestModel.Build(model);
        RunningDayModel.Build(model);
        RunModel.Build(model);
        FeedModel.Build(model);
        ReportModel.Build(model);
        model.Entity<AuditEntry>(audit =>
        {
            BelongsToUnit(audit, entry => entry.BusinessUnitId);
            audit.HasIndex(entry => new { entry.BusinessUnitId, entry.At });
        });
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => typeof(IRowVersioned).IsAssignableFrom(entity.ClrType)))
        {
            entity.FindProperty(nameof(IRowVersioned.RowVersion))!.IsConcurrencyToken = true;
        }
    }

    private static void BuildUnits(ModelBuilder model)
    {
        model.Entity<StoredBusinessUnit>(unit =>
        {
            unit.HasKey(row => row.Id);
            unit.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            unit.HasIndex(row => row.Name).IsUnique();
        });
        model.Entity<StoredAnswerGroup>(group =>
        {
            group.HasKey(row => new { row.BusinessUnitId, row.Code });
            BelongsToUnit(group, row => row.BusinessUnitId);
        });
        model.Entity<StoredQueue>(queue =>
        {
            queue.HasKey(row => new { row.BusinessUnitId, row.Code });
            BelongsToUnit(queue, row => row.BusinessUnitId);
            queue.HasOne<StoredAnswerGroup>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.GroupCode })
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredOpening>(opening => opening.HasOne<StoredQueue>().WithMany()
            .HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade));
        model.Entity<StoredMinimumPost>(post => post.HasOne<StoredQueue>().WithMany()
            .HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade));
        model.Entity<StoredSpecialDay>(day =>
        {
            BelongsToUnit(day, row => row.BusinessUnitId);
            day.HasIndex(row => new { row.BusinessUnitId, row.Date }).IsUnique();
        });
        model.Entity<StoredKnownEvent>(known =>
        {
            BelongsToUnit(known, row => row.BusinessUnitId);

            // Events stored before there were kinds and shapes.
            known.Property(row => row.Kind).HasDefaultValue(EventKind.Other);
            known.Property(row => row.Shape).HasDefaultValue(EventShape.Step);
            known.HasOne<StoredQueue>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredNewQueue>(planned =>
        {
            planned.HasKey(row => new { row.BusinessUnitId, row.QueueCode });
            BelongsToUnit(planned, row => row.BusinessUnitId);
            planned.HasOne<StoredQueue>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void BuildPeople(ModelBuilder model)
    {
        model.Entity<StoredContract>(contract =>
        {
            contract.HasKey(row => new { row.BusinessUnitId, row.Code });
            BelongsToUnit(contract, row => row.BusinessUnitId);
        });
        model.Entity<StoredShiftTemplate>(template =>
        {
            template.HasKey(row => new { row.BusinessUnitId, row.Code });
            BelongsToUnit(template, row => row.BusinessUnitId);
            template.HasOne<StoredContract>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.ContractCode })
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredAgent>(agent =>
        {
            agent.HasKey(row => new { row.BusinessUnitId, row.Code });
            BelongsToUnit(agent, row => row.BusinessUnitId);
            agent.HasOne<StoredAnswerGroup>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.GroupCode })
                .OnDelete(DeleteBehavior.Restrict);
            agent.HasOne<StoredContract>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.ContractCode })
                .OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredSkill>(skill =>
        {
            BelongsToAgent(skill);
            skill.HasOne<StoredQueue>().WithMany().HasForeignKey(row => new { row.BusinessUnitId, row.QueueCode }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredAbsence>(BelongsToAgent);
        model.Entity<StoredMeeting>(BelongsToAgent);
        model.Entity<StoredWish>(BelongsToAgent);
        model.Entity<StoredPreviousShift>(BelongsToAgent);
    }

    private static void BuildCalls(ModelBuilder model)
    {
        model.Entity<ImportedFile>(file =>
        {
            file.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            BelongsToUnit(file, row => row.BusinessUnitId);
            file.HasIndex(row => new { row.BusinessUnitId, row.Kind, row.Source, row.Sha256 }).IsUnique();
        });
        model.Entity<CallStream>(stream =>
        {
            stream.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            BelongsToUnit(stream, row => row.BusinessUnitId);
            stream.HasIndex(row => new { row.BusinessUnitId, row.Source, row.QueueCode }).IsUnique();
        });
        model.Entity<StoredCallInterval>(interval =>
        {
            interval.HasKey(row => new { row.StreamId, row.Start });
            interval.HasOne<CallStream>().WithMany().HasForeignKey(row => row.StreamId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void BuildForecasts(ModelBuilder model)
    {
        model.Entity<ForecastVersion>(forecast =>
        {
            forecast.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            BelongsToUnit(forecast, row => row.BusinessUnitId);
            forecast.HasIndex(row => new { row.BusinessUnitId, row.Version }).IsUnique();
            forecast.ComplexProperty(row => row.Provenance);
        });
        model.Entity<StoredForecastInterval>(interval =>
        {
            interval.HasKey(row => new { row.ForecastId, row.QueueCode, row.Start });
            interval.HasOne<ForecastVersion>().WithMany().HasForeignKey(row => row.ForecastId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void BuildRequirements(ModelBuilder model)
    {
        model.Entity<RequirementVersion>(requirement =>
        {
            requirement.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            BelongsToUnit(requirement, row => row.BusinessUnitId);
            requirement.HasIndex(row => new { row.BusinessUnitId, row.Version }).IsUnique();
            requirement.HasOne<ForecastVersion>().WithMany().HasForeignKey(row => row.ForecastId).OnDelete(DeleteBehavior.Restrict);
            requirement.ComplexProperty(row => row.Provenance);
        });
        model.Entity<StoredRequirementInterval>(interval =>
        {
            interval.HasKey(row => new { row.RequirementId, row.QueueCode, row.Start });
            interval.HasOne<RequirementVersion>().WithMany().HasForeignKey(row => row.RequirementId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void BuildSchedules(ModelBuilder model)
    {
        model.Entity<ScheduleVersion>(schedule =>
        {
            schedule.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            schedule.Ignore(row => row.Period);

            // Schedules stored before there were edits have had none.
            schedule.Property(row => row.EditCount).HasDefaultValue(0);
            BelongsToUnit(schedule, row => row.BusinessUnitId);
            schedule.HasIndex(row => new { row.BusinessUnitId, row.FirstDay, row.Version }).IsUnique();
            schedule.HasOne<RequirementVersion>().WithMany().HasForeignKey(row => row.RequirementId).OnDelete(DeleteBehavior.Restrict);
            schedule.HasOne<ScheduleVersion>().WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.Restrict);
            schedule.ComplexProperty(row => row.Provenance);
        });
        model.Entity<StoredShift>(shift =>
        {
            shift.HasKey(row => new { row.ScheduleId, row.Number });
            shift.HasOne<ScheduleVersion>().WithMany().HasForeignKey(row => row.ScheduleId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredShiftActivity>(activity =>
        {
            activity.HasKey(row => new { row.ScheduleId, row.ShiftNumber, row.Ordinal });
            activity.HasOne<StoredShift>().WithMany().HasForeignKey(row => new { row.ScheduleId, row.ShiftNumber }).OnDelete(DeleteBehavior.Cascade);
        });
    }

    /// <summary>A row belongs to a unit, which cannot be removed under it.</summary>
    public static void BelongsToUnit<TRow>(EntityTypeBuilder<TRow> row, System.Linq.Expressions.Expression<Func<TRow, object?>> unit)
        where TRow : class =>
        row.HasOne<StoredBusinessUnit>().WithMany().HasForeignKey(unit).OnDelete(DeleteBehavior.Restrict);

    private static void BelongsToAgent<TRow>(EntityTypeBuilder<TRow> row)
        where TRow : class =>
        row.HasOne<StoredAgent>().WithMany().HasForeignKey("BusinessUnitId", "AgentCode").OnDelete(DeleteBehavior.Cascade);
}
