using Smart.Shared.Requests;

namespace Smart.Shared.Tests.Requests;

public sealed class RequestClaimsTest
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static RequestRow Row => new()
    {
        PartitionKey = "id",
        RowKey = "id",
        Route = "POST /api/members",
        BodyHash = "body",
        State = RequestState.InProgress,
        LeaseUntil = Now + RequestClaims.Lease,
        ExpiresAt = Now + RequestClaims.Kept,
    };

    [Fact]
    public void Repetition_WhileTheFirstRuns_IsToldWhenToComeBack()
    {
        var refused = Decide(Row).ShouldBeOfType<RequestClaim.Refused>();
        refused.Refusal.Type.ShouldBe("request-in-progress");
        refused.RetryAfter.ShouldBe(RequestClaims.Lease);
    }

    [Fact]
    public void Repetition_AfterTheLeaseOfACrashedAttempt_MayRun() => Decide(Row with { LeaseUntil = Now }).ShouldBeNull();

    [Fact]
    public void Repetition_AfterTheAnswer_IsAnsweredTheSame() =>
        Decide(Row with { State = RequestState.Done, Status = 201, Body = "{}" }).ShouldBe(new RequestClaim.Repeated(201, "{}"));

    [Theory]
    [InlineData("POST /api/members", "another")]
    [InlineData("POST /api/invoices", "body")]
    public void SameKey_ForAnotherRequest_IsRefused(string route, string bodyHash) =>
        RequestClaims.Decide(Row with { State = RequestState.Done }, route, bodyHash, Now)
            .ShouldBeOfType<RequestClaim.Refused>().Refusal.Type.ShouldBe("idempotency-key-reused");

    [Fact]
    public void SameKey_AfterItExpired_IsFree() =>
        RequestClaims.Decide(Row with { State = RequestState.Done, ExpiresAt = Now }, "POST /api/other", "other", Now).ShouldBeNull();

    [Fact]
    public void Id_OfTwoCallersWithOneKey_Differs() => RequestClaims.IdOf("ann", "1").ShouldNotBe(RequestClaims.IdOf("bob", "1"));

    private static RequestClaim? Decide(RequestRow row) => RequestClaims.Decide(row, row.Route, row.BodyHash, Now);
}
