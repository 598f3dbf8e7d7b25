using System.Text;

namespace Smart.Shared.Tests.Payments.Ibanity;

/// <summary>A signed webhook of our own making (rules 5.3): key set, body, header, and the times it is good at.</summary>
internal static class JwsVector
{
    public const string Audience = "00000000-1111-4222-8333-444444444444";
    public const long IssuedAt = 1778825112;
    public const long ExpiresAt = 1778825172;
    public const string DeliveryId = "8f2d5f5e-0000-4000-8000-000000000001";
    public const string KeyId = "demo-key-1";

    public const string Modulus =
        "y_x1luICKdF3geGvQs3P_AKKEsELdRRSAcz_BPnn3tBQku_ZDP4eWRizqZ1nlOF8PNAR2HzTE3dn0j9GWxthgJq79HMIjLkccdl8KUauCXg_QFGZBxdpC-fnlm86nK3E8bL9LuEmfVqsLZ_d3vrY5O_2f0jAyeaLVSOjgM-5qfhEcd6JwLhT1VrvCBR0XpVJkzKzzHTKaK4nagiHAcmb7bwmNuJ1uATLw70omxh3a0jrTn9hdWwgjhS6nm9Oh7a6GjyWxBUBLxSOysW-XBjG65AAUl6NjE6GvM4S9oGu59RL299GUisbaj9g-vUl0nKBKpe4WlMXhYJZio9S5w0sLQ";

    public const string Header =
        "eyJhbGciOiJSUzUxMiIsImtpZCI6ImRlbW8ta2V5LTEifQ.eyJhdWQiOiIwMDAwMDAwMC0xMTExLTQyMjItODMzMy00NDQ0NDQ0NDQ0NDQiLCJkaWdlc3QiOiIwbGdTaHl5REF0MThucTBGejRMS1dDanNxVlNCMXlKL3FESWM3Y05rOURYRUJGb1ZHdzk0bWN0MWx4ZjF5RmtDOEhRakFFQitWL2RCNTc2VVBoQnc3UT09IiwiZXhwIjoxNzc4ODI1MTcyLCJpYXQiOjE3Nzg4MjUxMTIsImlzcyI6Imh0dHBzOi8vYXBpLmliYW5pdHkuY29tIiwianRpIjoiOGYyZDVmNWUtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxIn0.idZPr9IfD57qb2O04v1rtQJKP-qxEb-XUvCc7PJ6q9WAV06cn2N9Dcq26uIMDyhBtlW3qK8u3lCLxi0wU0IZH1Xcq3pPsFV0VRNQ49Fv3FNHSHFSglhLGPXY4W0g0fDnfCE9_KXFKY0aAZ1FLCkIUgOAYoeUch1QOdkaedIfBFgryBVQyc2HzuT0-v0QKOmRcTtcWLOQ-FYHnY0vIbIXXGWi_pbNfln8mQk1PJHlZJztWcwZahcwipm7lnJSKAXNRPx2r4J_tXMs-njqwK4lfAvrf2k8WJgbgNrtvE-_ThAB3oFNwqEg4lIrZu7jGmg9Ui1qmDPx6NMn1YlB0PmV1w";

    private const string Text =
        """
        {"data":{"attributes":{"createdAt":"2026-05-15T06:05:12.000Z","count":3},"id":"8f2d5f5e-0000-4000-8000-000000000001","relationships":{"account":{"data":{"id":"8f2d5f5e-0000-4000-8000-0000000000aa","type":"account"}},"organization":{"data":{"id":"8f2d5f5e-0000-4000-8000-0000000000bb","type":"organization"}},"synchronization":{"data":{"id":"8f2d5f5e-0000-4000-8000-0000000000cc","type":"synchronization"}}},"type":"pontoConnect.account.transactionsCreated"}}
        """;

    public static byte[] Body => Encoding.UTF8.GetBytes(Text);

    public static string KeySet(string? modulus = null, string status = "ACTIVE", string use = "sig") =>
        $$"""{"keys":[{"kty":"RSA","use":"{{use}}","kid":"{{KeyId}}","alg":"RS512","status":"{{status}}","n":"{{modulus ?? Modulus}}","e":"AQAB"}]}""";
}
