using System.Collections;
using System.Reflection;

namespace Allora.Chaos.Worker;

/// <summary>
/// Counts tasks that have begun and not ended, by the list that the runtime keeps for debuggers. There is no public way to it; where a
/// runtime has it no longer, the count says so instead of 0.
/// </summary>
internal static class ActiveTasks
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;

    private static readonly FieldInfo? List = typeof(Task).GetField("s_currentActiveTasks", Hidden);

    public static bool Start()
    {
        var flag = typeof(Task).GetField("s_asyncDebuggingEnabled", Hidden);
        flag?.SetValue(null, true);
        return flag is not null && List is not null;
    }

    /// <summary>The tasks that are still under way, by the method that they run.</summary>
    public static IReadOnlyList<string> Names()
    {
        if (List?.GetValue(null) is not IDictionary tasks)
            return [];
        lock (tasks)
            return [.. tasks.Values.Cast<Task>().Where(static task => !task.IsCompleted).Select(Name)];
    }

    private static string Name(Task task)
    {
        var type = task.GetType();
        return type.IsGenericType ? string.Join(",", type.GetGenericArguments().Select(static part => part.FullName ?? part.Name)) : type.Name;
    }
}
