using System.Globalization;
using System.Linq.Expressions;

namespace Azure.Data.Tables.Internal;

/// <summary>OData filters from interpolated strings, and from comparisons of columns with values.</summary>
internal static class QueryFilter
{
    public static string From(FormattableString filter) => filter is null
        ? null
        : string.Format(CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(ODataLiteral.Of)]);

    /// <summary>Null, that is no filter, when everything matches.</summary>
    public static string From<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Translate(filter.Body, filter.Parameters[0]);
        return text == "true" ? null : text;
    }

    private static string Translate(Expression expression, ParameterExpression entity) => expression switch
    {
        _ when !Mentions(expression, entity) => ODataLiteral.Of(Evaluate(expression)),
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both =>
            $"({Translate(both.Left, entity)}) and ({Translate(both.Right, entity)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either =>
            $"({Translate(either.Left, entity)}) or ({Translate(either.Right, entity)})",
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Translate(not.Operand, entity)})",
        BinaryExpression comparison => Compare(comparison, entity),
        MethodCallExpression { Method.Name: nameof(string.Equals), Object: { } left, Arguments: [var right, ..] } =>
            Compare("eq", left, right, entity),
        MethodCallExpression { Method.Name: nameof(string.Equals), Object: null, Arguments: [var left, var right, ..] } =>
            Compare("eq", left, right, entity),
        _ when expression.Type == typeof(bool) => $"{Column(expression, entity)} eq true",
        _ => throw new NotSupportedException($"The table service cannot evaluate '{expression}'."),
    };

    private static string Compare(BinaryExpression comparison, ParameterExpression entity)
    {
        var (left, right) = comparison.Left is MethodCallExpression { Method.Name: nameof(string.CompareTo) or nameof(string.Compare) } order
            ? order.Object is null ? (order.Arguments[0], order.Arguments[1]) : (order.Object, order.Arguments[0])
            : (comparison.Left, comparison.Right);
        return Compare(Operator(comparison.NodeType), left, right, entity);
    }

    private static string Compare(string op, Expression left, Expression right, ParameterExpression entity)
    {
        if (!Mentions(left, entity)) return Compare(Mirror(op), right, left, entity);
        var value = Evaluate(right);
        if (EnumOf(left) is { } choices && value is not null) value = Enum.ToObject(choices, value);
        return $"{Column(left, entity)} {op} {ODataLiteral.Of(value)}";
    }

    private static string Column(Expression expression, ParameterExpression entity) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => Column(convert.Operand, entity),
        MemberExpression { Member.Name: "Value" } value when Nullable.GetUnderlyingType(value.Expression.Type) is not null =>
            Column(value.Expression, entity),
        MemberExpression { Member: { Name: nameof(Models.TableItem.Name), DeclaringType: var owner } } when owner == typeof(Models.TableItem) =>
            "TableName",
        MemberExpression member when member.Expression == entity => EntityMembers.NameOf(member.Member),
        // entity["Column"] and entity.GetString("Column")
        MethodCallExpression { Arguments: [var name] } call when call.Object == entity && name.Type == typeof(string) => (string)Evaluate(name),
        _ => throw new NotSupportedException($"The table service cannot evaluate '{expression}': only columns compare with values."),
    };

    private static Type EnumOf(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } convert) expression = convert.Operand;
        var type = Nullable.GetUnderlyingType(expression.Type) ?? expression.Type;
        return type.IsEnum ? type : null;
    }

    private static string Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => throw new NotSupportedException($"The table service has no operator for {type}."),
    };

    private static string Mirror(string op) => op switch
    {
        "lt" => "gt",
        "le" => "ge",
        "gt" => "lt",
        "ge" => "le",
        _ => op,
    };

    private static object Evaluate(Expression expression) =>
        Expression.Lambda<Func<object>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private static bool Mentions(Expression expression, ParameterExpression entity)
    {
        var finder = new ParameterFinder(entity);
        finder.Visit(expression);
        return finder.Found;
    }

    private sealed class ParameterFinder(ParameterExpression wanted) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == wanted;
            return node;
        }
    }
}
