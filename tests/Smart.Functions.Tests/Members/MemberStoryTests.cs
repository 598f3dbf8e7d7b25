using System.Net;

namespace Smart.Functions.Tests.Members;

public sealed class MemberStoryTests(TestStorage storage) : StoryTest(storage)
{
    [Fact]
    public async Task Member_SeesItself_AndNobodyElse()
    {
        var (ann, bob) = (await MemberAsync("Ann"), await MemberAsync("Bob"));

        (await Member("Ann").GetAsync($"members/{ann}", Ct)).Text("name").ShouldBe("Ann");
        (await Member("Ann").GetAsync("me", Ct)).Text("memberId").ShouldBe(ann);
        (await Member("Ann").GetAsync($"members/{bob}", Ct)).Problem.ShouldBe("member-not-found");
        (await Member("Ann").GetAsync($"members/{bob}/contracts", Ct)).Problem.ShouldBe("member-not-found");
        (await Member("Ann").GetAsync($"members/{bob}/shares", Ct)).Problem.ShouldBe("member-not-found");
        (await Member("Ann").PostAsync($"members/{bob}/contracts", new { title = "Concert", startsOn = "2026-04-01" }, cancellationToken: Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Member("Ann").PostAsync($"members/{bob}/shares", new { count = 1 }, cancellationToken: Ct)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Desk.GetAsync($"members/{bob}", Ct)).Text("email").ShouldBe("bob@example.be");
        (await Desk.GetAsync("members/nobody", Ct)).Problem.ShouldBe("member-not-found");
    }

    [Fact]
    public async Task Identity_OfOneMember_CannotBecomeAnother()
    {
        await MemberAsync("Ann");
        var bob = await MemberAsync("Bob");

        var taken = await Desk.PutAsync($"members/{bob}/identity", new { issuer = "https://localhost/dev", subject = "dev-ann" }, cancellationToken: Ct);

        taken.Problem.ShouldBe("identity-bound");
    }

    [Fact]
    public async Task Contracts_DeclaredAtOnce_GetOrdinalsWithoutGap()
    {
        var ann = await MemberAsync("Ann");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DeclareAsync("Ann", ann)));

        answers.Select(answer => answer.Value["ordinal"]!.GetValue<int>()).ShouldBe([1, 2, 3], ignoreOrder: true);
        (await Member("Ann").GetAsync($"members/{ann}/contracts", Ct)).Value.AsArray().Select(contract => contract!["ordinal"]!.GetValue<int>()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Contract_RepeatedUnderItsKey_IsDeclaredOnce()
    {
        var ann = await MemberAsync("Ann");
        var contract = new { title = "Concert", startsOn = "2026-04-01" };

        var first = await Member("Ann").PostAsync($"members/{ann}/contracts", contract, "key", Ct);
        var second = await Member("Ann").PostAsync($"members/{ann}/contracts", contract, "key", Ct);

        second.Value.ToJsonString().ShouldBe(first.Value.ToJsonString());
        (await Desk.GetAsync($"members/{ann}", Ct)).Value["contractCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Contract_TheFourthWithoutAShare_IsRefusedAndNamesTheRule()
    {
        var ann = await MemberAsync("Ann");
        await DeclareAsync("Ann", ann, 3);

        var fourth = await DeclareAsync("Ann", ann);

        fourth.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        fourth.Problem.ShouldBe("share-required");
        fourth.Body!["rule"]!.GetValue<string>().ShouldContain("6.3");
        (await Desk.GetAsync($"members/{ann}", Ct)).Value["contractCount"]!.GetValue<int>().ShouldBe(3);
    }
}
