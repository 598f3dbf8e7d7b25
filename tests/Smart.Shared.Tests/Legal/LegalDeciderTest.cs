using Smart.Shared.Dunning;
using Smart.Shared.Legal;
using Smart.Shared.Tests.Dunning;

namespace Smart.Shared.Tests.Legal;

public class LegalDeciderTest
{
    [Fact]
    public void CaseWithoutAFile_BuildsOne() => Decide(null, Files.Built).ShouldBe(new LegalStep.Build(1));

    [Fact]
    public void NewFile_IsAnnouncedToTheApproverAtOnce() =>
        Decide(Files.File(LegalFileState.AwaitingApproval) with { Nags = 0, NaggedOn = null }, Files.Built).ShouldBe(new LegalStep.Nag(1));

    [Fact]
    public void Approver_IsRemindedEveryThreeDays()
    {
        var file = Files.File(LegalFileState.AwaitingApproval);

        Decide(file, Files.Built.AddDays(2)).ShouldBe(new LegalStep.Wait(Files.Built.AddDays(3)));
        Decide(file, Files.Built.AddDays(3)).ShouldBe(new LegalStep.Nag(2));
    }

    [Fact]
    public void MissedDay_StillReminds() => Decide(Files.File(LegalFileState.AwaitingApproval), Files.Built.AddDays(9)).ShouldBe(new LegalStep.Nag(2));

    [Fact]
    public void DeadlinePassed_CallsForAttention_ThenWaitsOn()
    {
        var file = Files.File(LegalFileState.AwaitingApproval) with { NaggedOn = Files.Built.AddDays(14) };
        var overdue = file with { State = LegalFileState.NeedsAttention, Attention = LegalAttention.ApprovalOverdue };

        Decide(file, Files.Built.AddDays(14)).ShouldBe(new LegalStep.Wait(Files.Built.AddDays(15)));
        Decide(file, Files.Built.AddDays(15)).ShouldBeOfType<LegalStep.Expire>();
        Decide(overdue, Files.Built.AddDays(40)).ShouldBeOfType<LegalStep.Wait>();
    }

    [Fact]
    public void ApprovedFileThatIsStillTrue_IsHandedOver() => Decide(Files.File(LegalFileState.Approved), Files.Built.AddDays(1)).ShouldBeOfType<LegalStep.HandOver>();

    [Theory]
    [InlineData(LegalFileState.AwaitingApproval)]
    [InlineData(LegalFileState.Approved)]
    public void PartPayment_BuildsANewVersion_ThatIsAskedForAgain(LegalFileState state)
    {
        var partPaid = Files.Claimed() with { Principal = Money.Eur(610_00) };

        LegalDecider.Decide(Files.Facts(Files.File(state), partPaid), Files.Built.AddDays(1), Cases.Policy).ShouldBe(new LegalStep.Build(2));
    }

    [Theory]
    [InlineData(LegalFileState.AwaitingApproval)]
    [InlineData(LegalFileState.Approved)]
    [InlineData(LegalFileState.Refused)]
    [InlineData(LegalFileState.HandedOver)]
    [InlineData(LegalFileState.NeedsAttention)]
    public void EverythingClaimedPaid_Closes(LegalFileState state)
    {
        var file = Files.File(state) with { HandedOverOn = Files.Built };

        LegalDecider.Decide(Files.Facts(file), Files.Built.AddDays(1), Cases.Policy).ShouldBeOfType<LegalStep.Close>();
    }

    [Fact]
    public void FileThatMayHaveLeft_IsResolvedFirst_EvenWhenPaid() =>
        LegalDecider.Decide(Files.Facts(Files.File(LegalFileState.HandingOver)), Files.Built, Cases.Policy).ShouldBeOfType<LegalStep.ResolveHandOver>();

    [Fact]
    public void HandedOverFile_IsCheckedForReturnOnce_ThenWaitsForMoney()
    {
        var file = Files.File(LegalFileState.HandedOver) with { HandedOverOn = Files.Built };

        Decide(file, Files.Built).ShouldBe(new LegalStep.Wait(Files.Built.AddDays(1)));
        Decide(file, Files.Built.AddDays(1)).ShouldBeOfType<LegalStep.CheckDelivery>();
        Decide(file with { DeliveryCheckedOn = Files.Built.AddDays(1) }, Files.Built.AddDays(2)).ShouldBeOfType<LegalStep.Wait>();
    }

    [Fact]
    public void RefusedFile_WaitsForThePeopleOfTheDesk() => Decide(Files.File(LegalFileState.Refused), Files.Built.AddDays(90)).ShouldBeOfType<LegalStep.Wait>();

    [Fact]
    public void CaseThatIsNotAtTheLegalStage_Ends()
    {
        var facts = Files.Facts(Files.File(LegalFileState.Closed), Files.Claimed());
        var closed = facts with { Case = facts.Case with { Case = facts.Case.Case! with { State = CaseState.Closed } } };

        LegalDecider.Decide(closed, Files.Built, Cases.Policy).ShouldBeOfType<LegalStep.End>();
    }

    [Fact]
    public void InvoiceThatHadNotAllItsLetters_IsNotClaimed()
    {
        var early = Cases.Invoice("2026-000002").At(1, new DateOnly(2026, 5, 5));

        Files.Facts(null, Files.Claimed(), early).ClaimedOn(Files.Built, Cases.Policy).Select(invoice => invoice.Number).ShouldBe(["2026-000001"]);
    }

    private static LegalStep Decide(LegalFileRow? file, DateOnly today) => LegalDecider.Decide(Files.Facts(file, Files.Claimed()), today, Cases.Policy);
}
