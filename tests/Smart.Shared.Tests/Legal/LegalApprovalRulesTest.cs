using Smart.Shared.Legal;

namespace Smart.Shared.Tests.Legal;

public class LegalApprovalRulesTest
{
    private static readonly LegalDecision Yes = new("lawyer", Approved: true, Reason: null, Files.Hash);

    [Fact]
    public void AnotherPerson_MayApprove() => LegalApprovalRules.Check(Files.File(LegalFileState.AwaitingApproval), Yes).ShouldBeNull();

    [Fact]
    public void Preparer_CannotApprove() => Refused(Files.File(LegalFileState.AwaitingApproval), Yes with { By = "clerk" }).ShouldBe((RefusalKind.Forbidden, "preparer-cannot-approve"));

    [Fact]
    public void FileThatWasRebuilt_MustBeReadAgain() =>
        Refused(Files.File(LegalFileState.AwaitingApproval), Yes with { DocumentHash = new string('b', 64) }).ShouldBe((RefusalKind.Stale, "legal-file-changed"));

    [Fact]
    public void NoWithoutAReason_IsRefused() =>
        Refused(Files.File(LegalFileState.AwaitingApproval), Yes with { Approved = false, Reason = " " }).ShouldBe((RefusalKind.BreaksRule, "reason-required"));

    [Theory]
    [InlineData(LegalFileState.Preparing)]
    [InlineData(LegalFileState.Approved)]
    [InlineData(LegalFileState.Refused)]
    [InlineData(LegalFileState.HandedOver)]
    [InlineData(LegalFileState.Closed)]
    [InlineData(LegalFileState.NeedsAttention)]
    public void FileThatAwaitsNoDecision_IsRefused(LegalFileState state) =>
        Refused(Files.File(state), Yes).ShouldBe((RefusalKind.WrongState, "legal-file-not-awaiting-approval"));

    [Fact]
    public void LateDecision_StillCounts() =>
        LegalApprovalRules.Check(Files.File(LegalFileState.NeedsAttention) with { Attention = LegalAttention.ApprovalOverdue }, Yes).ShouldBeNull();

    [Fact]
    public void SameDecisionAgain_IsSuccess() => LegalApprovalRules.Check(
        Files.File(LegalFileState.HandedOver) with { DecidedBy = "lawyer", DecidedAt = DateTimeOffset.UnixEpoch }, Yes).ShouldBeNull();

    private static (RefusalKind Kind, string Type) Refused(LegalFileRow file, LegalDecision decision)
    {
        var refusal = LegalApprovalRules.Check(file, decision).ShouldNotBeNull();
        return (refusal.Kind, refusal.Type);
    }
}
