using System.Reflection;

namespace Allora.Docs.Tests.Options;

/// <summary>The bounds on the page are the ones that the code keeps: the value beyond each is refused, the last one within it is taken.</summary>
public class BoundsTests
{
    public static TheoryData<string> Types => [.. OptionTypes.All.Where(type => Check(type.Value) is not null).Select(type => type.Key)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Bounds_are_kept(string type)
    {
        var defaults = OptionTypes.All[type];
        var rows = ConfigurationPage.Rows(Page.Of(ConfigurationPage.Name), type);
        List<string> wrong = [];
        foreach (var property in OptionRow.Properties(defaults.GetType()).Where(property => IsNumber(property.PropertyType)))
        {
            var bounds = Bound.Of(rows[property.Name].Bounds, property.PropertyType).ToArray();
            foreach (var bound in bounds)
            {
                if (bound.Outside is { } outside && IsTaken(defaults, property, outside))
                    wrong.Add($"{property.Name} takes {outside}");
                if (!IsTaken(defaults, property, bound.Inside))
                    wrong.Add($"{property.Name} refuses {bound.Inside}");
            }

            foreach (var extreme in Extremes(property.PropertyType).Where(extreme => !bounds.Any(bound => bound.IsLower == extreme.IsLower) && !rows[property.Name].Bounds.Contains(extreme.IsLower ? '>' : '<', StringComparison.Ordinal)))
            {
                if (!IsTaken(defaults, property, extreme.Value))
                    wrong.Add($"{property.Name} refuses {extreme.Value}, and the page names no such bound");
            }
        }

        Nothing.In(wrong);
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(TimeSpan) || plain == typeof(int) || plain == typeof(long) || plain == typeof(ulong) || plain == typeof(double));

    private static IEnumerable<(bool IsLower, object Value)> Extremes(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name switch
    {
        nameof(TimeSpan) => [(true, TimeSpan.FromDays(-1)), (false, TimeSpan.FromDays(300))],
        nameof(Int32) => [(true, -1), (false, int.MaxValue)],
        nameof(Int64) => [(true, -1L), (false, long.MaxValue)],
        nameof(UInt64) => [(true, 0UL), (false, ulong.MaxValue)],
        _ => [(true, -1.0), (false, double.MaxValue)],
    };

    // Options are set anew each time, so that one trial never spoils the next.
    private static bool IsTaken(object defaults, PropertyInfo property, object value)
    {
        var before = property.GetValue(defaults);
        try
        {
            property.SetValue(defaults, value);
            Check(defaults)!.Invoke();
            return true;
        }
        catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException)
        {
            return false;
        }
        finally
        {
            property.SetValue(defaults, before);
        }
    }

    // The check that the library itself makes before it uses the options.
    private static Action? Check(object options) => options.GetType().GetMethod("Validate", BindingFlags.Instance | BindingFlags.NonPublic) switch
    {
        null => null,
        var check when check.GetParameters().Length == 0 => () => check.Invoke(options, []),
        var check => () => check.Invoke(options, ["allo"]),
    };
}
