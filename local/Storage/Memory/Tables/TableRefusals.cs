namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Why the table service refuses.</summary>
internal static class TableRefusals
{
    public static Refusal EntityAlreadyExists { get; } = new(409, "EntityAlreadyExists", "The specified entity already exists.");

    public static Refusal EntityNotFound { get; } = new(404, "ResourceNotFound", "The specified resource does not exist.");

    public static Refusal TableNotFound { get; } = new(404, "TableNotFound", "The table specified does not exist.");

    public static Refusal TableAlreadyExists { get; } = new(409, "TableAlreadyExists", "The table specified already exists.");

    public static Refusal ConditionNotSatisfied { get; } =
        new(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");

    public static Refusal InvalidInput { get; } = new(400, "InvalidInput", "An error occurred while processing this request.");

    public static Refusal InvalidName { get; } = new(400, "", "The specified resource name contains invalid characters.");

    public static Refusal InvalidNameLength { get; } = new(400, "", "The specified resource name length is not within the permissible limits.");

    public static Refusal EntityTooLarge { get; } = new(400, "EntityTooLarge", "The entity is larger than the maximum allowed size (1MB).");

    public static Refusal PropertyValueTooLarge { get; } =
        new(400, "PropertyValueTooLarge", "The property value exceeds the maximum allowed size (64KB).");

    public static Refusal RequestBodyTooLarge { get; } =
        new(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");

    public static Refusal DuplicateRow { get; } =
        new(400, "InvalidDuplicateRow", "A command with this RowKey is already present in the batch. An entity can appear only once in a batch.");

    public static Refusal DifferentPartitions { get; } =
        new(400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");

    public static Refusal NotImplemented { get; } =
        new(501, "NotImplemented", "The requested operation is not implemented on the specified resource.");
}
