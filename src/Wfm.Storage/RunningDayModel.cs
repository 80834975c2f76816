using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of the running day.</summary>
internal static class RunningDayModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredLook>(look =>
        {
            look.ToTable("day_looks");
            look.HasIndex(row => new { row.BusinessUnitId, row.LocalDate, row.At });
            WfmModel.BelongsToUnit(look, row => row.BusinessUnitId);
        });
        model.Entity<StoredAlarm>(alarm =>
        {
            alarm.ToTable("day_alarms");
            alarm.HasIndex(row => new { row.BusinessUnitId, row.LocalDate });
            WfmModel.BelongsToUnit(alarm, row => row.BusinessUnitId);
        });
        model.Entity<StoredDayProposal>(proposal =>
        {
            proposal.ToTable("day_proposals");
            proposal.Ignore(row => row.Queues);
            proposal.Ignore(row => row.IsOpen);
            proposal.HasIndex(row => new { row.BusinessUnitId, row.LocalDate });
            WfmModel.BelongsToUnit(proposal, row => row.BusinessUnitId);
            proposal.HasMany(row => row.Parts).WithOne().HasForeignKey(row => row.ProposalId).OnDelete(DeleteBehavior.Cascade);
            proposal.Navigation(row => row.Parts).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<StoredDayProposalPart>(part =>
        {
            part.ToTable("day_proposal_parts");
            part.HasKey(row => new { row.ProposalId, row.Place });
            part.Ignore(row => row.IsOpen);
            part.Property(row => row.Status).HasConversion<string>();
        });
        model.Entity<StoredDelegation>(delegation =>
        {
            delegation.ToTable("day_delegations");
            delegation.HasKey(row => new { row.BusinessUnitId, row.GroupCode, row.Lever });
            WfmModel.BelongsToUnit(delegation, row => row.BusinessUnitId);
        });
        model.Entity<StoredDaySettings>(settings =>
        {
            settings.ToTable("day_settings");
            settings.HasKey(row => row.BusinessUnitId);
            settings.Property(row => row.BusinessUnitId).ValueGeneratedNever();
            WfmModel.BelongsToUnit(settings, row => row.BusinessUnitId);
        });
        model.Entity<StoredWaitingActivity>(waiting =>
        {
            waiting.ToTable("waiting_activities");
            waiting.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            WfmModel.BelongsToUnit(waiting, row => row.BusinessUnitId);
        });
    }
}
