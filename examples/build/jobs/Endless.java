class Endless {
    int x;

    /** What is in a finally stands in the bytes twice, and so twice as often for each around it. */
    void f() {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally {
        try { x++; } finally { x++; } } } } } } } } } } } } } } } } } } } } } } } }
    }
}
