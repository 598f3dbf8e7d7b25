namespace Azure.Data.Tables.Internal;

/// <summary>The answer of a look-up that found nothing.</summary>
internal sealed class NoEntity<T>(Response response) : NullableResponse<T>
{
    public override bool HasValue => false;

    public override T Value => throw new InvalidOperationException($"The entity does not exist: the service answered {response.Status}.");

    public override Response GetRawResponse() => response;
}
