using System.Text;
using Smart.Local.Fuzz;

namespace Smart.Functions.Tests.Fuzz;

public class WebhookFuzzTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<IFuzzTarget> Targets => [new StripeFuzz(), new IbanityFuzz()];

    /// <summary>Each byte of a signed body, changed one at a time.</summary>
    [Theory]
    [MemberData(nameof(Targets), DisableDiscoveryEnumeration = true)]
    public async Task SignedBody_WithAnyByteChanged_IsNeverAccepted(IFuzzTarget target)
    {
        var input = await AcceptedAsync(target);
        var body = input.AsSpan().LastIndexOf((byte)'\n') + 1;

        for (var index = body; index < input.Length; index += 7)
        {
            var changed = input.ToArray();
            changed[index] ^= 1;
            (await target.TryAsync(changed, Ct)).ShouldBe(new FuzzAnswer("refused"), $"byte {index}");
        }
    }

    /// <summary>The second reading sees what a reader that does not look at the signature would let in.</summary>
    [Fact]
    public void SecondReading_SeesWhatWasNotSigned()
    {
        var input = Encoding.UTF8.GetString(new StripeFuzz().Generate(new Random(3)));
        var (header, body) = (input[..input.IndexOf('\n', StringComparison.Ordinal)], Encoding.UTF8.GetBytes(input[(input.IndexOf('\n', StringComparison.Ordinal) + 1)..]));

        StripeFuzz.IsSigned(header, body).ShouldBeTrue();
        StripeFuzz.IsSigned(header, [.. body, (byte)' ']).ShouldBeFalse();
        StripeFuzz.IsSigned(header.Replace("t=", "t=1", StringComparison.Ordinal), body).ShouldBeFalse();
        IbanityFuzz.Doubt("""{"alg":"RS512","kid":"fuzz"}""", """{"digest":"","iss":"https://api.ibanity.com","aud":"fuzz-application","exp":1,"iat":1}""", body).ShouldBe("The body is not the one that was signed.");
    }

    private static async Task<byte[]> AcceptedAsync(IFuzzTarget target)
    {
        for (var seed = 0; ; seed++)
        {
            var input = target.Generate(new Random(seed));
            if ((await target.TryAsync(input, Ct)).Kind == "accepted") return input;
        }
    }
}
